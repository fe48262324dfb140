package io.lastwords.notifier.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.notifier.Diagnoses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "workload=host1/shop/backend/1",
                "workload=shop/backend",
                "workload=shop-backend-1",
                "workload=host1/*",
                "image=shop/backend:2.?",
                "image=/shop/(backend|web):.*/",
                "host=host1",
                "cause=stub-binary",
                "severity=critical",
                "scope=workload",
                "incident=i-7f3a",
                "label.team=shop",
                "label.team=s*"
            })
    void fits(String matcher) {
        assertThat(Matcher.parse(matcher).matches(Diagnoses.open(1))).isTrue();
        assertThat(Matcher.parse(matcher)).hasToString(matcher);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workload=host1/shop",
                "workload=Shop/backend",
                "image=shop/backend:2.",
                "image=/backend/",
                "image=/shop.*:2/",
                "cause=main-not-reached",
                "severity=warning",
                "label.team=ops",
                "label.other=*"
            })
    void fitsNot(String matcher) {
        assertThat(Matcher.parse(matcher).matches(Diagnoses.open(1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "workload, it must look like workload=NAME",
        "=x, it must look like",
        "name=x, there is no field 'name'; there are cause",
        "label.=x, there is no field 'label.'",
        "host=, is empty",
        "image=/(/, is no regular expression: missing closing )"
    })
    void saysWhatItCannotMatchWith(String text, String reason) {
        assertThatThrownBy(() -> Matcher.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatSlowsOtherEnginesDownDoesNotHangIt() {
        assertThat(Matcher.parse("image=/(s*s*)*x/").matches(Diagnoses.open(1))).isFalse();
    }
}
