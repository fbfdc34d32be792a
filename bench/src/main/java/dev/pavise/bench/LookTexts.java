package dev.pavise.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/// Texts as honest tools answer them, of any size, in which no rule finds anything to act on.
final class LookTexts {
    private static final String[] NOUNS = {
        "harbour", "committee", "report", "engine", "valley", "library", "festival", "bridge", "orchard", "museum",
        "railway", "garden", "survey", "concert", "factory", "village", "university", "river", "market", "theatre"
    };
    private static final String[] VERBS = {
        "opened", "described", "rebuilt", "measured", "visited", "painted", "closed", "replaced", "studied", "praised"
    };
    private static final String[] MORE = {
        "in the early spring", "after a long winter", "with the help of its neighbours", "for the third time",
        "although few had expected it", "near the old station", "under a new roof", "as the papers said",
        "while the rain went on", "at a cost of two million"
    };
    private static final String[] CHINESE = {
        "春天的花园里开满了各种颜色的花。", "这座桥建于上世纪三十年代，连接着河的两岸。", "图书馆每天早上九点开门，晚上八点关门。",
        "今年的粮食产量比去年增长了百分之三。", "老人们喜欢在湖边散步和下棋。", "铁路沿线的村庄正在修建新的学校。",
        "博物馆收藏了许多古代的瓷器和书画。", "孩子们在操场上踢足球，笑声传得很远。"
    };

    private LookTexts() {}

    /// @param bytes about so many, of UTF-8
    static String of(String kind, int bytes) {
        var random = new Random(7);
        var out = new StringBuilder();
        int length = kind.equals("chinese") ? bytes / 3 : bytes;
        for (int i = 0; out.length() < length; i++) {
            out.append(
                    switch (kind) {
                        case "prose" -> sentence(random) + (i % 5 == 4 ? "\n\n" : " ");
                        case "json" -> row(random, i);
                        case "code" -> method(random);
                        case "chinese" -> pick(random, CHINESE) + (i % 4 == 3 ? "\n" : "");
                        case "base64" -> sentence(random) + "\n" + bytes(random) + "\n";
                        default -> throw new IllegalArgumentException("no such text: " + kind);
                    });
        }
        out.setLength(length);
        return out.toString();
    }

    private static String sentence(Random random) {
        return "The %s %s the %s %s, and the %s of the %s %s it."
                .formatted(
                        pick(random, NOUNS),
                        pick(random, VERBS),
                        pick(random, NOUNS),
                        pick(random, MORE),
                        pick(random, NOUNS),
                        pick(random, NOUNS),
                        pick(random, VERBS));
    }

    private static String row(Random random, int i) {
        return "{\"id\": %d, \"name\": \"%s\", \"place\": \"%s %d\", \"price\": %d.%02d, \"open\": %b, \"tags\": [\"%s\"]},\n"
                .formatted(
                        i,
                        pick(random, NOUNS),
                        pick(random, NOUNS),
                        random.nextInt(200),
                        random.nextInt(900),
                        random.nextInt(100),
                        random.nextBoolean(),
                        pick(random, NOUNS));
    }

    private static String method(Random random) {
        String noun = pick(random, NOUNS);
        String other = pick(random, NOUNS);
        String type = noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
        return """
                    /// How many there are in a %2$s.
                    int %1$sCount(%3$s %1$s, int most) {
                        int count = 0;
                        for (var each : %1$s.%2$ss()) {
                            if (each.size() > %4$d && count < most) count += each.%5$s ? 1 : 0;
                        }
                        return count;
                    }

                """.formatted(noun, other, type, random.nextInt(100), pick(random, VERBS));
    }

    /// Half a kilobyte of a picture.
    private static String bytes(Random random) {
        byte[] bytes = new byte[390];
        random.nextBytes(bytes);
        return new String(Base64.getMimeEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }

    private static String pick(Random random, String[] all) {
        return all[random.nextInt(all.length)];
    }
}
