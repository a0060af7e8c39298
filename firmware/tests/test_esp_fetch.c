/* test_esp_fetch.c - the ESP-IDF port's download against a server that is played: what it asks, and what it takes. */
#include "http.h"
#include "esp_http_client.h"
#include "freertos/stream_buffer.h"
#include "tk_test.h"

/* The server and the chip. */

static struct {
    int status;
    const char *range; /* its Content-Range */
    size_t length;     /* bytes it sends */
    bool refuses;      /* the connection */
    bool breaks;       /* after its bytes */
} server;
static esp_http_client_config_t asked;
static char asked_range[40];
static size_t sent;
static int cleanups;

static uint8_t buffer[4096];
static size_t held;
static void (*task)(void *);
static jmp_buf asleep;
static uint8_t got[8192];
static size_t got_len;
static bool stop_in_between;

esp_http_client_handle_t esp_http_client_init(const esp_http_client_config_t *config)
{
    asked = *config;
    sent = 0;
    return (esp_http_client_handle_t)&server;
}

esp_err_t esp_http_client_set_header(esp_http_client_handle_t client, const char *key, const char *value)
{
    (void)client;
    CHECK(strcmp("Range", key) == 0);
    strcpy(asked_range, value);
    return ESP_OK;
}

esp_err_t esp_http_client_open(esp_http_client_handle_t client, int write_length)
{
    (void)client, (void)write_length;
    return server.refuses ? ESP_FAIL : ESP_OK;
}

int64_t esp_http_client_fetch_headers(esp_http_client_handle_t client)
{
    (void)client;
    char value[60];
    char key[] = "content-range";
    if (server.range != NULL) {
        strcpy(value, server.range);
        esp_http_client_event_t event = {
            .event_id = HTTP_EVENT_ON_HEADER, .user_data = asked.user_data, .header_key = key, .header_value = value};
        asked.event_handler(&event);
    }
    return (int64_t)server.length;
}

int esp_http_client_get_status_code(esp_http_client_handle_t client)
{
    (void)client;
    return server.status;
}

int esp_http_client_read(esp_http_client_handle_t client, char *to, int cap)
{
    (void)client;
    size_t n = server.length - sent < (size_t)cap ? server.length - sent : (size_t)cap;
    for (size_t i = 0; i < n; i++) {
        to[i] = (char)(sent + i);
    }
    sent += n;
    return n == 0 && server.breaks ? -1 : (int)n;
}

esp_err_t esp_http_client_cleanup(esp_http_client_handle_t client)
{
    (void)client;
    cleanups++;
    return ESP_OK;
}

StreamBufferHandle_t xStreamBufferCreate(size_t bytes, size_t trigger)
{
    CHECK(bytes <= sizeof buffer && trigger == 1);
    return (StreamBufferHandle_t)buffer;
}

/* Control reads when the buffer is full, as it would on its own core. */
size_t xStreamBufferSend(StreamBufferHandle_t b, const void *data, size_t length, TickType_t ticks)
{
    (void)b, (void)ticks;
    if (held == sizeof buffer) {
        got_len += http_read(got + got_len, sizeof got - got_len);
    }
    size_t room = sizeof buffer - held;
    size_t n = length < room ? length : room;
    memcpy(buffer + held, data, n);
    held += n;
    if (stop_in_between) {
        http_stop();
    }
    return n;
}

size_t xStreamBufferReceive(StreamBufferHandle_t b, void *to, size_t cap, TickType_t ticks)
{
    (void)b;
    CHECK_INT(0, ticks);
    size_t n = held < cap ? held : cap;
    memcpy(to, buffer, n);
    memmove(buffer, buffer + n, held - n);
    held -= n;
    return n;
}

size_t xStreamBufferBytesAvailable(StreamBufferHandle_t b)
{
    (void)b;
    return held;
}

BaseType_t xStreamBufferReset(StreamBufferHandle_t b)
{
    (void)b;
    held = 0;
    return pdPASS;
}

BaseType_t xTaskCreate(void (*run)(void *), const char *name, uint32_t stack, void *arg, UBaseType_t priority,
                       TaskHandle_t *out)
{
    (void)name, (void)stack, (void)arg, (void)priority;
    task = run;
    *out = (TaskHandle_t)&task;
    return pdPASS;
}

BaseType_t xTaskNotifyGive(TaskHandle_t who)
{
    (void)who;
    return pdPASS;
}

uint32_t ulTaskNotifyTake(BaseType_t clear, TickType_t ticks)
{
    (void)clear, (void)ticks;
    longjmp(asleep, 1);
}

void taskENTER_CRITICAL(portMUX_TYPE *mux)
{
    (void)mux;
}

void taskEXIT_CRITICAL(portMUX_TYPE *mux)
{
    (void)mux;
}

void stub_log(const char *tag, const char *format, ...)
{
    (void)tag, (void)format;
}

/* The tests. */

static const identity_t identity = {.ca = "the CA", .cert = "the certificate", .key = "the key"};

static void serve(int status, const char *range, size_t length)
{
    memset(&server, 0, sizeof server);
    server.status = status;
    server.range = range;
    server.length = length;
    got_len = 0;
    stop_in_between = false;
    CHECK_INT(0, http_open(&identity, NULL));
}

/* The task does what it was asked for, then control reads. */
static void work(void)
{
    if (setjmp(asleep) == 0) {
        task(NULL);
    }
    for (size_t n; (n = http_read(got + got_len, sizeof got - got_len)) > 0;) {
        got_len += n;
    }
}

static void fetch(const char *url)
{
    http_start(url, 256, 6256);
    work();
}

#define URL "https://10.0.0.1:8443/firmware/1"

TEST(it_asks_the_hub_for_the_rest_by_tls_1_3_with_its_own_certificate)
{
    tk_fetch_end_t how;
    serve(206, "bytes 256-6255/6256", 6000);
    fetch(URL);
    CHECK(strcmp("bytes=256-", asked_range) == 0);
    CHECK(strcmp("the CA", asked.cert_pem) == 0 && strcmp("the certificate", asked.client_cert_pem) == 0 &&
          strcmp("the key", asked.client_key_pem) == 0);
    CHECK(asked.tls_version == ESP_HTTP_CLIENT_TLS_VER_TLS_1_3 && asked.disable_auto_redirect);
    CHECK_INT(6000, got_len);
    for (size_t i = 0; i < got_len; i++) {
        CHECK_INT((uint8_t)i, got[i]);
    }
    CHECK(http_over(&how));
    CHECK_INT(TK_FETCH_AWAY, how);
    CHECK(!http_over(&how));
}

static tk_fetch_end_t end_of(int status, const char *range)
{
    tk_fetch_end_t how = TK_FETCH_AWAY;
    serve(status, range, 6000);
    fetch(URL);
    CHECK_INT(0, got_len);
    CHECK(http_over(&how));
    return how;
}

TEST(what_the_server_will_never_give_is_refused_and_all_else_is_tried_again)
{
    static const int never[] = {403, 404, 410, 416};
    static const int later[] = {200, 302, 429, 500, 503};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
        CHECK_INT(TK_FETCH_REFUSED, end_of(never[i], NULL));
    }
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        CHECK_INT(TK_FETCH_AWAY, end_of(later[i], NULL));
    }
}

TEST(another_range_or_a_file_of_another_size_is_refused)
{
    CHECK_INT(TK_FETCH_REFUSED, end_of(206, NULL));
    CHECK_INT(TK_FETCH_REFUSED, end_of(206, "bytes 0-6255/6256"));
    CHECK_INT(TK_FETCH_REFUSED, end_of(206, "bytes 256-6256/6257"));
    CHECK_INT(TK_FETCH_REFUSED, end_of(206, "bytes 256-6000/6256"));
}

TEST(a_range_is_read_whole_or_not_at_all)
{
    static const char *const bad[] = {"",
                                      "bytes",
                                      "bytes */6256",
                                      "bytes 256-6255/*",
                                      "bytes 256-6255",
                                      "bytes 256-6255/6256 ",
                                      "octets 256-6255/6256",
                                      "bytes 4294967552-6255/6256",
                                      "bytes 99999999999999999999999-6255/6256"};
    CHECK(http_range_is("bytes 256-6255/6256", 256, 6256));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CHECK(!http_range_is(bad[i], 256, 6256));
    }
}

TEST(a_hub_that_is_away_or_breaks_off_is_asked_again)
{
    tk_fetch_end_t how = TK_FETCH_REFUSED;
    serve(206, "bytes 256-6255/6256", 6000);
    server.refuses = true;
    fetch(URL);
    CHECK(http_over(&how));
    CHECK_INT(TK_FETCH_AWAY, how);
    serve(206, "bytes 256-6255/6256", 1500);
    server.breaks = true;
    fetch(URL);
    CHECK_INT(1500, got_len);
    CHECK(http_over(&how));
    CHECK_INT(TK_FETCH_AWAY, how);
}

TEST(without_tls_nothing_is_asked)
{
    tk_fetch_end_t how = TK_FETCH_AWAY;
    serve(206, "bytes 256-6255/6256", 6000);
    asked_range[0] = '\0';
    fetch("http://10.0.0.1/firmware/1");
    CHECK(http_over(&how));
    CHECK_INT(TK_FETCH_REFUSED, how);
    CHECK(asked_range[0] == '\0');
}

TEST(of_what_was_stopped_no_byte_arrives_and_no_end_is_told)
{
    tk_fetch_end_t how;
    serve(206, "bytes 256-6255/6256", 6000);
    stop_in_between = true;
    cleanups = 0;
    fetch(URL);
    CHECK_INT(0, got_len);
    CHECK(!http_over(&how));
    CHECK_INT(1, cleanups);
    CHECK(sent < 6000);
    stop_in_between = false;
    fetch(URL);
    CHECK_INT(6000, got_len);
    CHECK_INT(0, got[0]);
}

int main(void)
{
    RUN(it_asks_the_hub_for_the_rest_by_tls_1_3_with_its_own_certificate);
    RUN(what_the_server_will_never_give_is_refused_and_all_else_is_tried_again);
    RUN(another_range_or_a_file_of_another_size_is_refused);
    RUN(a_range_is_read_whole_or_not_at_all);
    RUN(a_hub_that_is_away_or_breaks_off_is_asked_again);
    RUN(without_tls_nothing_is_asked);
    RUN(of_what_was_stopped_no_byte_arrives_and_no_end_is_told);
    return tk_test_end();
}
