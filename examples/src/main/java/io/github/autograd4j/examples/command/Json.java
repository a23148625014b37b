package io.github.autograd4j.examples.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Objects as one line of JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("json: " + e.getMessage(), e);
        }
    }
}
