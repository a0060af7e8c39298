#include "tk/json.h"
#include "tk_test.h"

static tk_json_t json;

static int parse(const char *text)
{
    return tk_json_parse(&json, text, strlen(text));
}

TEST(a_nested_text_is_read_in_order)
{
    CHECK_INT(0, parse(" { \"a\" : [ 1, {\"b\": null} ], \"c\": \"d\" } "));
    CHECK_INT(9, json.count);
    CHECK(tk_json_string_is(&json, tk_json_find(&json, 0, "c"), "d"));
    CHECK_INT(-1, tk_json_find(&json, 0, "b"));
    CHECK_INT(-1, tk_json_find(&json, tk_json_find(&json, 0, "a"), "b"));
}

TEST(empty_containers_and_lone_values_are_texts)
{
    static const char *const good[] = {"{}",   "[]",   "0",       "-0",   "1.5e-3",
                                       "\"\"", "true", "[[],{}]", "null", "\"\\u00e9\\n\""};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        CHECK_INT(0, parse(good[i]));
    }
}

TEST(what_is_not_json_is_refused)
{
    static const char *const bad[] = {
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "[1 2]",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "1e+",
        "tru",
        "nulll",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "\"\t\"",
        "[1]]",
        "{}{}",
        "{\"a\":}",
        "[}",
        "{\"a\":[}",
        "{,}",
        "[,]",
        "{\"a\"::1}",
        "'a'",
        "// c\n1",
        "{\"a\":1]",
        "NaN",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (parse(bad[i]) != TK_JSON_SYNTAX) {
            printf("    accepted: %s\n", bad[i]);
        }
        CHECK_INT(TK_JSON_SYNTAX, parse(bad[i]));
    }
}

TEST(every_cut_of_a_good_text_is_refused)
{
    const char *text = "{\"a\":[1,2.5e1,true,\"\\u00e9x\"],\"b\":{\"c\":null}}";
    for (size_t n = 0; n < strlen(text); n++) {
        CHECK(tk_json_parse(&json, text, n) < 0);
    }
    CHECK_INT(0, parse(text));
}

TEST(a_key_given_twice_is_refused)
{
    CHECK_INT(TK_JSON_DUPLICATE, parse("{\"action\":\"on\",\"x\":[{\"action\":1}],\"action\":\"off\"}"));
    CHECK_INT(0, parse("{\"a\":{\"k\":1},\"b\":{\"k\":2}}"));
}

TEST(depth_is_bounded)
{
    CHECK_INT(0, parse("[[[[[[[[1]]]]]]]]"));
    CHECK_INT(TK_JSON_TOO_DEEP, parse("[[[[[[[[[1]]]]]]]]]"));
}

TEST(the_number_of_values_is_bounded)
{
    char text[4 * TK_JSON_TOKENS] = "[";
    for (int i = 0; i < TK_JSON_TOKENS - 1; i++) {
        strcat(text, i == 0 ? "1" : ",1");
    }
    strcat(text, "]");
    CHECK_INT(0, parse(text));
    text[strlen(text) - 1] = '\0';
    strcat(text, ",1]");
    CHECK_INT(TK_JSON_TOO_MANY, parse(text));
}

TEST(text_that_is_not_utf8_is_refused)
{
    static const char *const bad[] = {"\"\x80\"",         "\"\xC0\xAF\"",         "\"\xE0\x80\x80\"",
                                      "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "\"\xE1\x9E\"",
                                      "\"\xFF\""};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CHECK_INT(TK_JSON_NOT_UTF8, parse(bad[i]));
    }
    CHECK_INT(0, parse("\"\xE1\x9E\x98\xE1\x9E\xB6\xE1\x9E\x93\xE1\x9F\x8B \xF0\x9F\x90\x94\""));
}

static int number(const char *text, int decimals, int64_t *out)
{
    return parse(text) == 0 ? tk_json_number(&json, 0, decimals, out) : -2;
}

TEST(numbers_become_fixed_point)
{
    int64_t n = 0;
    CHECK_INT(1, number("28.5", 3, &n));
    CHECK_INT(28500, n);
    CHECK_INT(1, number("-0.001", 3, &n));
    CHECK_INT(-1, n);
    CHECK_INT(1, number("3e5", 0, &n));
    CHECK_INT(300000, n);
    CHECK_INT(1, number("4.0E1", 0, &n));
    CHECK_INT(40, n);
    CHECK_INT(1, number("9223372036854775807", 0, &n));
    CHECK(n == INT64_MAX);
}

TEST(a_fraction_where_none_fits_is_rounded_and_said_so)
{
    int64_t n = 0;
    CHECK_INT(0, number("1.5", 0, &n));
    CHECK_INT(2, n);
    CHECK_INT(0, number("33.333333333333336", 3, &n));
    CHECK_INT(33333, n);
    CHECK_INT(0, number("4e-9", 0, &n));
    CHECK_INT(0, n);
}

TEST(a_number_that_does_not_fit_is_refused)
{
    int64_t n = 0;
    CHECK_INT(-1, number("9223372036854775808", 0, &n));
    CHECK_INT(-1, number("1e400", 0, &n));
    CHECK_INT(-1, number("1e18", 3, &n));
    CHECK_INT(-1, number("\"1\"", 0, &n));
}

TEST(what_is_written_can_be_read)
{
    char text[200];
    tk_json_out_t o;
    int64_t n = 0;
    tk_json_begin(&o, text, sizeof text);
    tk_json_open(&o, '{');
    tk_json_key(&o, "a");
    tk_json_text(&o, "q\"\\\n\x01");
    tk_json_key(&o, "b");
    tk_json_open(&o, '[');
    tk_json_int(&o, INT64_MIN);
    tk_json_milli(&o, -28050);
    tk_json_bool(&o, true);
    tk_json_text(&o, NULL);
    tk_json_close(&o, ']');
    tk_json_close(&o, '}');
    CHECK_TEXT("{\"a\":\"q\\\"\\\\\\u000a\\u0001\",\"b\":[-9223372036854775808,-28.05,true,null]}", text, o.len);
    CHECK_INT(0, tk_json_parse(&json, text, o.len));
    CHECK_INT(1, tk_json_number(&json, tk_json_find(&json, 0, "b") + 2, 3, &n));
    CHECK_INT(-28050, n);
}

TEST(a_full_writer_never_writes_past_its_end)
{
    char text[8] = "abcdefg";
    tk_json_out_t o;
    tk_json_begin(&o, text, 4);
    tk_json_text(&o, "12345");
    CHECK(o.full);
    CHECK_TEXT("efg", text + 4, 3);
}

TEST(noise_is_survived)
{
    uint32_t seed = 1;
    static const char alphabet[] = "{}[]\",:\\u0019e.-+ tfn\x80\xE1";
    char text[64];
    int accepted = 0;
    for (int round = 0; round < 200000; round++) {
        size_t len = 0;
        for (; len < sizeof text; len++) {
            seed = seed * 1664525u + 1013904223u;
            text[len] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
            if (seed >> 28 == 0) {
                break;
            }
        }
        accepted += tk_json_parse(&json, text, len) == 0;
    }
    CHECK(accepted > 0); /* else the alphabet is not worth its name */
}

int main(void)
{
    RUN(a_nested_text_is_read_in_order);
    RUN(empty_containers_and_lone_values_are_texts);
    RUN(what_is_not_json_is_refused);
    RUN(every_cut_of_a_good_text_is_refused);
    RUN(a_key_given_twice_is_refused);
    RUN(depth_is_bounded);
    RUN(the_number_of_values_is_bounded);
    RUN(text_that_is_not_utf8_is_refused);
    RUN(numbers_become_fixed_point);
    RUN(a_fraction_where_none_fits_is_rounded_and_said_so);
    RUN(a_number_that_does_not_fit_is_refused);
    RUN(what_is_written_can_be_read);
    RUN(a_full_writer_never_writes_past_its_end);
    RUN(noise_is_survived);
    return tk_test_end();
}
