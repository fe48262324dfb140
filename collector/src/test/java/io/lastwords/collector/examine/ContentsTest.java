package io.lastwords.collector.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.FileCopy.Content;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ContentsTest {
    @Test
    void looksBehindAByteOrderMark() {
        assertThat(of("\uFEFF#!/bin/sh\n")).isEqualTo(Content.SCRIPT);
        assertThat(of("\uFEFF<!DOCTYPE html>\r\n<html>")).isEqualTo(Content.HTML);
        assertThat(of("\uFEFFset -e\n")).isEqualTo(Content.TEXT);
    }

    private static Content of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Contents.of(bytes, bytes.length, true);
    }
}
