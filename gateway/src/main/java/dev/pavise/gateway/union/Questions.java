package dev.pavise.gateway.union;

import dev.pavise.gateway.Partner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What has been asked and not been answered.
final class Questions {
    private final Map<Long, Question> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    Question add(LongFunction<Question> made) {
        Question question = made.apply(numbers.incrementAndGet());
        open.put(question.number(), question);
        return question;
    }

    @Nullable
    Question find(long number) {
        return open.get(number);
    }

    /// Takes it, if nobody else has.
    @Nullable
    Question take(long number) {
        return open.remove(number);
    }

    List<Question> find(Predicate<Question> wanted) {
        return open.values().stream().filter(wanted).toList();
    }

    /// Takes all that this partner was asked.
    List<Question> takeFrom(Partner partner) {
        var taken = new ArrayList<Question>();
        for (Question each : find(each -> each.partner() == partner)) {
            if (take(each.number()) != null) taken.add(each);
        }
        return taken;
    }
}
