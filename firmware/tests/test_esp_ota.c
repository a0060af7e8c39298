/* test_esp_ota.c - updates through the ESP-IDF port's slots: the chip's flash and boot records are the model's, and
 * each call of ESP-IDF may fail. */
#include "esp_ota_ops.h"
#include "ota.h"
#include "trust.h"
#include "update_rules.h"

/* The chip. */

typedef enum { READ, WRITE, ERASE, STATE, SET_BOOT, MARK_VALID, MARK_INVALID } call_t;
static const esp_partition_t parts[] = {{.address = 0x20000, .size = MODEL_SLOT},
                                        {.address = 0x1E0000, .size = MODEL_SLOT}};
static const esp_partition_t factory = {.address = 0x10000, .size = MODEL_SLOT};
static const esp_partition_t *running_partition;
static int partitions;
static tk_update_port_t model; /* what the played chip does */
static int calls[MARK_INVALID + 1];
static int order[MARK_INVALID + 1]; /* when each was made last */
static int made;
static int fail_at;       /* this call fails, counted from 0; negative: none */
static int failures_from; /* all from this one on; negative: none */

static bool fails(call_t what)
{
    calls[what]++;
    order[what] = made;
    int now = made++;
    return now == fail_at || (failures_from >= 0 && now >= failures_from);
}

static int slot_of(const esp_partition_t *p)
{
    return p == &parts[0] ? 0 : 1;
}

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype,
                                                const char *label)
{
    int slot = subtype - ESP_PARTITION_SUBTYPE_APP_OTA_0;
    CHECK(type == ESP_PARTITION_TYPE_APP && label == NULL);
    return slot < partitions ? &parts[slot] : NULL;
}

const esp_partition_t *esp_ota_get_running_partition(void)
{
    return running_partition != NULL ? running_partition : &parts[b.running];
}

esp_err_t esp_partition_read(const esp_partition_t *p, size_t offset, void *to, size_t size)
{
    return fails(READ) || model.slot_read(&b, slot_of(p), (uint32_t)offset, to, size) < 0 ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_partition_write(const esp_partition_t *p, size_t offset, const void *from, size_t size)
{
    CHECK(size % 16 == 0 && offset % 16 == 0); /* an encrypted partition takes nothing else */
    CHECK(slot_of(p) != b.running);
    return fails(WRITE) || model.slot_write(&b, slot_of(p), (uint32_t)offset, from, size) < 0 ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_partition_erase_range(const esp_partition_t *p, size_t offset, size_t size)
{
    CHECK_INT(TK_UPDATE_SECTOR, size);
    CHECK(slot_of(p) != b.running);
    return fails(ERASE) || model.slot_erase(&b, slot_of(p), (uint32_t)offset) < 0 ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_ota_get_state_partition(const esp_partition_t *p, esp_ota_img_states_t *out)
{
    static const esp_ota_img_states_t as_idf[] = {
        [TK_BOOT_NEW] = ESP_OTA_IMG_NEW,         [TK_BOOT_PENDING] = ESP_OTA_IMG_PENDING_VERIFY,
        [TK_BOOT_VALID] = ESP_OTA_IMG_VALID,     [TK_BOOT_INVALID] = ESP_OTA_IMG_INVALID,
        [TK_BOOT_ABORTED] = ESP_OTA_IMG_ABORTED, [TK_BOOT_UNDEFINED] = ESP_OTA_IMG_UNDEFINED};
    tk_boot_state_t state = model.boot_state(&b, slot_of(p));
    if (fails(STATE) || state == TK_BOOT_NONE) {
        return ESP_ERR_NOT_FOUND;
    }
    *out = as_idf[state];
    return ESP_OK;
}

esp_err_t esp_ota_set_boot_partition(const esp_partition_t *p)
{
    return fails(SET_BOOT) || model.set_next(&b, slot_of(p)) < 0 ? ESP_ERR_OTA_VALIDATE_FAILED : ESP_OK;
}

esp_err_t esp_ota_mark_app_valid_cancel_rollback(void)
{
    return fails(MARK_VALID) || model.confirm(&b, b.running) < 0 ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_ota_mark_app_invalid_rollback(void)
{
    return fails(MARK_INVALID) || model.give_up(&b, b.running) < 0 ? ESP_ERR_OTA_ROLLBACK_FAILED : ESP_OK;
}

void stub_log(const char *tag, const char *format, ...)
{
    (void)tag, (void)format;
}

/* The first question after each start: the port's statics begin anew, as on a chip. */
static tk_boot_state_t state_after_start(void *ctx, int slot)
{
    CHECK_INT(b.running, ota_open());
    return ota_state(ctx, slot);
}

static void chip(int running)
{
    partitions = 2;
    running_partition = NULL;
    start(running);
    model = b.port;
    b.port.slot_read = ota_read;
    b.port.slot_write = ota_write;
    b.port.slot_erase = ota_erase;
    b.port.boot_state = state_after_start;
    b.port.set_next = ota_set_next;
    b.port.confirm = ota_confirm;
    b.port.give_up = ota_give_up;
    memset(calls, 0, sizeof calls);
    made = 0;
    fail_at = -1;
    failures_from = -1;
    CHECK_INT(running, ota_open());
    b.port.slot_size = ota_size();
    CHECK_INT(MODEL_SLOT, b.port.slot_size);
}

/* The tests. */

TEST(an_update_from_either_slot_sets_the_boot_partition_after_the_last_byte_and_marks_itself_valid_once)
{
    for (int running = 0; running < 2; running++) {
        chip(running);
        board_offer(&b, 1);
        CHECK(board_settle(&b));
        CHECK_INT(TK_UPDATE_CONFIRMED, b.update.kept.state);
        CHECK_INT(1 - running, b.running);
        CHECK_INT(TK_BOOT_VALID, ota_state(NULL, b.running));
        CHECK(order[SET_BOOT] > order[WRITE] && order[SET_BOOT] > order[ERASE] && order[SET_BOOT] > order[READ]);
        CHECK_INT(1, calls[SET_BOOT]);
        CHECK_INT(1, calls[MARK_VALID]);
        CHECK_INT(0, calls[MARK_INVALID]);
    }
}

/* One call fails, all others work: the update ends, and what runs may run. */
static void fail_once(int running, int at)
{
    chip(running);
    fail_at = at;
    board_offer(&b, 1);
    CHECK(board_settle(&b));
    CHECK_INT(0, b.fouls);
    bool failed = b.update.kept.state == TK_UPDATE_FAILED;
    CHECK(failed || b.update.kept.state == TK_UPDATE_CONFIRMED);
    CHECK_INT(failed ? running : 1 - running, b.running);
    CHECK(!failed || b.update.kept.reason == TK_REASON_FLASH);
}

TEST(whichever_call_fails_the_update_ends_and_a_board_runs_that_may)
{
    for (int running = 0; running < 2; running++) {
        fail_once(running, -1);
        CHECK_INT(TK_UPDATE_CONFIRMED, b.update.kept.state);
        int all = made;
        CHECK(all > 60); /* 36 blocks, written and read back, and what is around them */
        for (int at = 0; at < all; at++) {
            fail_once(running, at);
        }
    }
}

TEST(a_flash_that_fails_from_some_call_on_never_starts_what_was_not_signed)
{
    for (int at = 0; at < 120; at++) {
        chip(1);
        failures_from = at;
        board_offer(&b, 1);
        board_settle(&b);
        CHECK_INT(0, b.fouls);
        CHECK(b.running == 1 || calls[SET_BOOT] > 0);
    }
}

TEST(an_image_that_does_worse_is_marked_invalid_and_the_old_one_comes_back)
{
    chip(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    b.fit.sensors = 0;
    CHECK(board_settle(&b));
    CHECK_INT(TK_UPDATE_ROLLED_BACK, b.update.kept.state);
    CHECK_INT(1, calls[MARK_INVALID]);
    CHECK_INT(0, calls[MARK_VALID]);
    CHECK_INT(1, b.running);
    CHECK_INT(TK_BOOT_INVALID, ota_state(NULL, 0));
}

TEST(it_comes_back_too_when_the_mark_fails)
{
    chip(1);
    board_offer(&b, 1);
    until(TK_UPDATE_SELF_TEST);
    b.fit.sensors = 0;
    b.deaf = true; /* so that it does not settle before the mark */
    for (int i = 0; i < 5000 && b.running == 0; i++) {
        fail_at = made; /* whatever comes next */
        board_turn(&b, 500);
    }
    fail_at = -1;
    b.deaf = false;
    CHECK(board_settle(&b));
    CHECK_INT(1, b.running);
    CHECK_INT(TK_UPDATE_ROLLED_BACK, b.update.kept.state);
    CHECK_INT(TK_BOOT_ABORTED, ota_state(NULL, 0));
}

TEST(what_runs_is_neither_written_nor_erased_nor_marked_for_another)
{
    const uint8_t block[16] = {0};
    chip(1);
    CHECK_INT(-1, ota_write(NULL, 1, 0, block, sizeof block));
    CHECK_INT(-1, ota_erase(NULL, 1, 0));
    CHECK_INT(-1, ota_confirm(NULL, 0));
    CHECK_INT(-1, ota_give_up(NULL, 0));
    CHECK_INT(0, made);
}

TEST(a_board_with_one_slot_or_a_factory_image_takes_no_updates)
{
    chip(0);
    partitions = 1;
    CHECK_INT(-1, ota_open());
    partitions = 2;
    running_partition = &factory;
    CHECK_INT(-1, ota_open());
}

TEST(a_version_is_three_numbers_and_nothing_else)
{
    static const char *const bad[] = {"", "2", "2.0", "2.0.", "2.0.1.", "2.0.1-rc", "2..1", "2.0.65536", "v2.0.1"};
    uint16_t v[3];
    CHECK(trust_version("2.10.65535", v));
    CHECK(v[0] == 2 && v[1] == 10 && v[2] == 65535);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CHECK(!trust_version(bad[i], v));
    }
}

TEST(a_key_is_128_hexadecimal_digits)
{
    char hex[2 * TK_KEY_POINT + 2] = "";
    uint8_t point[TK_KEY_POINT];
    for (int i = 0; i < TK_KEY_POINT; i++) {
        strcat(hex, "aF");
    }
    CHECK(trust_point(hex, point));
    CHECK(point[0] == 0xAF && point[TK_KEY_POINT - 1] == 0xAF);
    hex[7] = 'g';
    CHECK(!trust_point(hex, point));
    hex[7] = '0';
    hex[2 * TK_KEY_POINT - 1] = '\0';
    CHECK(!trust_point(hex, point));
}

TEST(without_a_key_in_the_image_nobody_is_trusted)
{
    tk_identity_t self;
    const tk_board_t board = {.id = 3, .chip = TK_ESP32};
    CHECK(!trust_load(&self, &board, "2.0.0"));
    CHECK_INT(3, self.board);
    CHECK_INT(0, self.keys);
}

int main(void)
{
    RUN(an_update_from_either_slot_sets_the_boot_partition_after_the_last_byte_and_marks_itself_valid_once);
    RUN(whichever_call_fails_the_update_ends_and_a_board_runs_that_may);
    RUN(a_flash_that_fails_from_some_call_on_never_starts_what_was_not_signed);
    RUN(an_image_that_does_worse_is_marked_invalid_and_the_old_one_comes_back);
    RUN(it_comes_back_too_when_the_mark_fails);
    RUN(what_runs_is_neither_written_nor_erased_nor_marked_for_another);
    RUN(a_board_with_one_slot_or_a_factory_image_takes_no_updates);
    RUN(a_version_is_three_numbers_and_nothing_else);
    RUN(a_key_is_128_hexadecimal_digits);
    RUN(without_a_key_in_the_image_nobody_is_trusted);
    return tk_test_end();
}
