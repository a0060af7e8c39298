/* test_spool.c - the ring on flash: what it keeps, what it loses, and what a power cut at any byte leaves of it. */
#include "flash_model.h"
#include "tk_test.h"

static flash_model_t flash;
static flash_model_t before;
static tk_spool_t spool;

static int read(void *ctx, uint32_t at, uint8_t *data, size_t len)
{
    return flash_read(ctx, at, data, len);
}

static int write(void *ctx, uint32_t at, const uint8_t *data, size_t len)
{
    return flash_write(ctx, at, data, len);
}

static int erase(void *ctx, uint32_t at)
{
    return flash_erase(ctx, at);
}

static tk_port_t port;

static void start(uint32_t size)
{
    flash_new(&flash, size);
    port =
        (tk_port_t){.ctx = &flash, .spool_size = size, .spool_read = read, .spool_write = write, .spool_erase = erase};
    tk_spool_open(&spool, &port);
}

static void reboot(void)
{
    flash.off = false;
    flash.cut_after = -1;
    tk_spool_open(&spool, &port);
}

static uint32_t add(uint32_t seq)
{
    const tk_record_t r = {.time_ms = 1795420800000ull + seq,
                           .boot = 3,
                           .seq = seq,
                           .milli = {-(int32_t)seq, (int32_t)seq * 2},
                           .device = 0xBEEF,
                           .wall = true,
                           .mean = seq % 2 == 0};
    uint32_t place = 0;
    tk_spool_add(&spool, &port, &r, &place);
    return place;
}

/* Seq of the next waiting record from *place, 0 when there is none. */
static uint32_t next(uint32_t *place)
{
    tk_record_t r;
    return tk_spool_next(&spool, &port, place, &r) ? r.seq : 0;
}

TEST(what_was_written_is_read_as_it_was)
{
    tk_record_t r;
    uint32_t place = 0;
    start(TK_SPOOL_SIZE);
    CHECK(!tk_spool_next(&spool, &port, &place, &r));
    add(7);
    place = 0;
    CHECK(tk_spool_next(&spool, &port, &place, &r));
    CHECK_INT(1795420800007ll, r.time_ms);
    CHECK_INT(3, r.boot);
    CHECK_INT(7, r.seq);
    CHECK_INT(-7, r.milli[0]);
    CHECK_INT(14, r.milli[1]);
    CHECK_INT(0xBEEF, r.device);
    CHECK(r.wall && !r.mean);
    CHECK_INT(1, spool.waiting);
}

TEST(what_is_delivered_is_not_read_again_in_whatever_order_it_was)
{
    uint32_t places[5];
    uint32_t at = 0;
    start(TK_SPOOL_SIZE);
    for (uint32_t i = 0; i < 5; i++) {
        places[i] = add(i + 1);
    }
    tk_spool_done(&spool, &port, places[2]);
    tk_spool_done(&spool, &port, places[0]);
    tk_spool_done(&spool, &port, places[0]);
    CHECK_INT(3, spool.waiting);
    CHECK_INT(2, next(&at));
    at++;
    CHECK_INT(4, next(&at));
    reboot();
    CHECK_INT(3, spool.waiting);
    at = 0;
    CHECK_INT(2, next(&at));
    tk_spool_done(&spool, &port, places[1]);
    at = 0;
    CHECK_INT(4, next(&at));
}

TEST(seventy_two_hours_fit_and_the_oldest_goes_first_and_is_counted)
{
    uint32_t at = 0;
    start(TK_SPOOL_SIZE);
    for (uint32_t i = 1; i <= 72 * 120; i++) {
        add(i);
    }
    CHECK_INT(0, spool.dropped);
    CHECK_INT(72 * 120, spool.waiting);
    CHECK_INT(1, next(&at));
    for (uint32_t i = 72 * 120 + 1; i <= 20000; i++) {
        add(i);
    }
    CHECK_INT(20000, spool.dropped + spool.waiting);
    at = 0;
    CHECK_INT(spool.dropped + 1, next(&at));
    CHECK(spool.waiting >= 10033);
    uint32_t waiting = spool.waiting;
    reboot();
    CHECK_INT(waiting, spool.waiting);
    at = 0;
    CHECK_INT(20000 - waiting + 1, next(&at));
}

TEST(a_worn_sector_is_as_worn_as_the_others)
{
    start(8 * TK_SPOOL_SECTOR);
    for (uint32_t i = 1; i <= 127 * 80; i++) {
        add(i);
    }
    CHECK_INT(80, flash.erases);
}

TEST(flash_that_is_not_there_or_full_of_noise_is_no_spool_and_no_harm)
{
    uint32_t at = 0;
    start(TK_SPOOL_SIZE);
    uint32_t x = 5;
    for (size_t i = 0; i < sizeof flash.byte; i++) {
        x = x * 1664525u + 1013904223u;
        flash.byte[i] = (uint8_t)(x >> 24);
    }
    reboot();
    CHECK_INT(0, spool.waiting);
    add(1);
    add(2);
    CHECK_INT(1, next(&at));
    reboot();
    CHECK_INT(2, spool.waiting);
    port.spool_size = 0;
    tk_spool_open(&spool, &port);
    add(3);
    at = 0;
    CHECK_INT(0, next(&at));
}

/* 300 records on four sectors, each third delivered two later, and the power goes after `cut` bytes. Returns how many
 * were told to be written. */
static uint32_t run_until(long cut)
{
    uint32_t places[301];
    flash.cut_after = cut;
    for (uint32_t i = 1; i <= 300; i++) {
        places[i] = add(i);
        if (flash.off) {
            return i;
        }
        if (i > 2 && i % 3 == 0) {
            tk_spool_done(&spool, &port, places[i - 2]);
        }
        if (flash.off) {
            return i;
        }
    }
    return 300;
}

/* What is left is in order, without a repeat, ends with the last one that was whole, and new ones come after it. */
static bool sound(uint32_t told)
{
    uint32_t at = 0;
    uint32_t last = 0;
    uint32_t count = 0;
    for (uint32_t seq; (seq = next(&at)) != 0; at++) {
        if (seq <= last || seq > told) {
            return false;
        }
        last = seq;
        count++;
    }
    /* The record under way may be lost; of the one before only its mark may be. */
    return count == spool.waiting && (last + 3 >= told);
}

TEST(a_power_cut_at_any_byte_leaves_a_sound_ring_and_twice_in_a_row_too)
{
    start(4 * TK_SPOOL_SECTOR);
    run_until(-1);
    long all = flash.bytes;
    for (long cut = 0; cut < all; cut += cut < 9000 ? 1 : 7) {
        start(4 * TK_SPOOL_SECTOR);
        uint32_t told = run_until(cut);
        reboot();
        CHECK(sound(told));
        if (cut % 61 != 0) {
            continue;
        }
        for (long second = 1; second < 5000; second += 97) { /* and again while it goes on writing */
            before = flash;
            tk_spool_t was = spool;
            flash.cut_after = second;
            uint32_t more = told;
            while (!flash.off && more < told + 200) {
                add(++more);
            }
            reboot();
            CHECK(sound(more));
            flash = before;
            spool = was;
        }
    }
}

int main(void)
{
    RUN(what_was_written_is_read_as_it_was);
    RUN(what_is_delivered_is_not_read_again_in_whatever_order_it_was);
    RUN(seventy_two_hours_fit_and_the_oldest_goes_first_and_is_counted);
    RUN(a_worn_sector_is_as_worn_as_the_others);
    RUN(flash_that_is_not_there_or_full_of_noise_is_no_spool_and_no_harm);
    RUN(a_power_cut_at_any_byte_leaves_a_sound_ring_and_twice_in_a_row_too);
    return tk_test_end();
}
