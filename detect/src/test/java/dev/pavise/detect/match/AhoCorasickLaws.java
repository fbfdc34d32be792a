package dev.pavise.detect.match;

import java.util.List;

class AhoCorasickLaws extends MatcherLaws {
    @Override
    Matcher of(List<String> terms) {
        return new AhoCorasick(terms);
    }
}
