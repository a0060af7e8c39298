#include "http.h"
#include "esp_http_client.h"
#include "esp_log.h"
#include "freertos/stream_buffer.h"
#include <stdio.h>
#include <string.h>

#define SILENCE_MS 20000
#define BUFFER     4096
#define STACK      10240
#define LOOK_MS    20

static const identity_t *identity;
static TaskHandle_t control;
static TaskHandle_t task;
static StreamBufferHandle_t bytes;
static portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;

/* A fetch has a number, so that nothing of one is taken for another's. Written by control under the lock. */
typedef struct {
    uint32_t number; /* 0: none is wanted */
    uint32_t from;
    uint32_t size;
    char url[TK_UPDATE_URL + 1];
} fetch_t;
static fetch_t wanted;

static volatile uint32_t streaming; /* whose bytes are in the buffer */
static volatile uint32_t ended;     /* who has come to an end */
static volatile tk_fetch_end_t ended_how;

/* Reads a number and moves past it; false: there is none. */
static bool number(const char **at, uint32_t *out)
{
    uint64_t value = 0;
    const char *begin = *at;
    while (**at >= '0' && **at <= '9' && value <= UINT32_MAX) {
        value = value * 10 + (uint64_t)(*(*at)++ - '0');
    }
    *out = (uint32_t)value;
    return *at != begin && value <= UINT32_MAX;
}

bool http_range_is(const char *value, uint32_t from, uint32_t size)
{
    uint32_t first;
    uint32_t last;
    uint32_t all;
    if (strncmp(value, "bytes ", 6) != 0) {
        return false;
    }
    value += 6;
    return number(&value, &first) && *value++ == '-' && number(&value, &last) && *value++ == '/' &&
           number(&value, &all) && *value == '\0' && first == from && all == size && last == size - 1;
}

typedef struct {
    fetch_t what;
    bool is_ours; /* the range that comes */
} head_t;

static bool same_word(const char *a, const char *b)
{
    while (*a != '\0' && (*a | 0x20) == (*b | 0x20)) {
        a++;
        b++;
    }
    return *a == *b;
}

static esp_err_t header_seen(esp_http_client_event_t *event)
{
    head_t *head = event->user_data;
    if (event->event_id == HTTP_EVENT_ON_HEADER && same_word(event->header_key, "Content-Range")) {
        head->is_ours = http_range_is(event->header_value, head->what.from, head->what.size);
    }
    return ESP_OK;
}

static bool still_wanted(const fetch_t *what)
{
    return wanted.number == what->number;
}

static bool pass_on(const fetch_t *what, const uint8_t *data, size_t len)
{
    for (size_t at = 0; at < len && still_wanted(what);) {
        at += xStreamBufferSend(bytes, data + at, len - at, pdMS_TO_TICKS(LOOK_MS));
        xTaskNotifyGive(control);
    }
    return still_wanted(what);
}

static tk_fetch_end_t read_body(const fetch_t *what, esp_http_client_handle_t client)
{
    static uint8_t block[1024];
    int n;
    do {
        n = esp_http_client_read(client, (char *)block, sizeof block);
    } while (n > 0 && pass_on(what, block, (size_t)n));
    return TK_FETCH_AWAY; /* the core has stopped it when it has all, and knows what is missing when not */
}

static tk_fetch_end_t understand(const head_t *head, esp_http_client_handle_t client)
{
    int status = esp_http_client_get_status_code(client);
    if (status == 206 && head->is_ours) {
        return read_body(&head->what, client);
    }
    ESP_LOGW("image", "the server says %d", status);
    bool never = status == 206 || status == 403 || status == 404 || status == 410 || status == 416;
    return never ? TK_FETCH_REFUSED : TK_FETCH_AWAY;
}

static tk_fetch_end_t fetch(head_t *head)
{
    char range[32];
    const esp_http_client_config_t config = {.url = head->what.url,
                                             .cert_pem = identity->ca,
                                             .client_cert_pem = identity->cert,
                                             .client_key_pem = identity->key,
                                             .tls_version = ESP_HTTP_CLIENT_TLS_VER_TLS_1_3,
                                             .disable_auto_redirect = true,
                                             .timeout_ms = SILENCE_MS,
                                             .event_handler = header_seen,
                                             .user_data = head};
    if (strncmp(head->what.url, "https://", 8) != 0) {
        return TK_FETCH_REFUSED;
    }
    esp_http_client_handle_t client = esp_http_client_init(&config);
    if (client == NULL) {
        return TK_FETCH_AWAY;
    }
    snprintf(range, sizeof range, "bytes=%u-", (unsigned)head->what.from);
    tk_fetch_end_t how = TK_FETCH_AWAY;
    if (esp_http_client_set_header(client, "Range", range) == ESP_OK && esp_http_client_open(client, 0) == ESP_OK &&
        esp_http_client_fetch_headers(client) >= 0) {
        how = understand(head, client);
    }
    esp_http_client_cleanup(client);
    return how;
}

static void run(void *unused)
{
    static head_t head;
    uint32_t done = 0;
    (void)unused;
    for (;;) {
        taskENTER_CRITICAL(&lock);
        head.what = wanted;
        taskEXIT_CRITICAL(&lock);
        if (head.what.number == 0 || head.what.number == done) {
            ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
            continue;
        }
        head.is_ours = false;
        xStreamBufferReset(bytes); /* control reads only what it knows to be streaming */
        streaming = head.what.number;
        tk_fetch_end_t how = fetch(&head);
        done = head.what.number;
        ended_how = how;
        ended = done;
        xTaskNotifyGive(control);
    }
}

int http_open(const identity_t *id, TaskHandle_t wake)
{
    identity = id;
    control = wake;
    bytes = xStreamBufferCreate(BUFFER, 1);
    return bytes != NULL && xTaskCreate(run, "image", STACK, NULL, 2, &task) == pdPASS ? 0 : -1;
}

void http_start(const char *url, uint32_t from, uint32_t size)
{
    static uint32_t numbers;
    taskENTER_CRITICAL(&lock);
    wanted = (fetch_t){.number = ++numbers, .from = from, .size = size};
    size_t len = strlen(url);
    memcpy(wanted.url, url, len <= TK_UPDATE_URL ? len : TK_UPDATE_URL);
    taskEXIT_CRITICAL(&lock);
    xTaskNotifyGive(task);
}

void http_stop(void)
{
    taskENTER_CRITICAL(&lock);
    wanted.number = 0;
    taskEXIT_CRITICAL(&lock);
}

size_t http_read(uint8_t *at, size_t cap)
{
    return wanted.number != 0 && streaming == wanted.number ? xStreamBufferReceive(bytes, at, cap, 0) : 0;
}

bool http_over(tk_fetch_end_t *how)
{
    if (wanted.number == 0 || ended != wanted.number || xStreamBufferBytesAvailable(bytes) > 0) {
        return false;
    }
    *how = ended_how;
    http_stop();
    return true;
}
