/* fuzz_node.c - messages of anybody who may write to a node: commands, settings, stops, offers, raw bytes.
 *
 * The input is messages that end with a NUL. The first byte of each says which topic, the low three bits which device.
 */
#include "boards.h"
#include "fake.h"
#include "fuzz.h"
#include "messages.h"

static fake_t fake;

/* Everything it says is a packet, and everything it publishes is JSON that fits. */
static void said_is_sound(void)
{
    static fake_packet_t p;
    static tk_json_t j;
    while (fake_next(&fake, &p)) {
        if (p.type == TK_MQTT_PUBLISH) {
            MUST(tk_json_parse(&j, p.payload, p.payload_len) == 0);
            if (p.packet != 0) {
                fake_puback(&fake, p.packet);
            }
        }
    }
    fake_drop_sent(&fake);
}

static void tell(const uint8_t *message, size_t len)
{
    char topic[128];
    if (len == 0) {
        return;
    }
    if (message_topic(message[0], topic, sizeof topic)) {
        fake_post(&fake, topic, (const char *)message + 1, len - 1 < 3000 ? len - 1 : 3000, (message[0] & 8) != 0);
    } else {
        fake_rx(&fake, message + 1, len - 1);
    }
    said_is_sound();
    fake_advance(&fake, 700);
    said_is_sound();
}

/* However it was told: nothing that has a longest run is on when that time has passed, but for what life asks. */
static void limits_hold(void)
{
    for (int i = 0; i < FAKE_DEVICES; i++) {
        const tk_device_t *d = &fake.node.device[i];
        uint32_t most = tk_board_virtual.kind[fake.config.device[i].kind].max_on_ms;
        MUST(most == 0 || d->out.value == 0 || d->out.life || fake.now - d->out.on_since_ms < most);
    }
    const tk_sensor_t *air = &fake.node.device[CLIMATE].sense;
    MUST(fake.node.device[HEATER].out.value == 0 || fake.now - air->read_at_ms <= 90000);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    fake_init(&fake);
    fake_connect(&fake);
    for (size_t from = 0; from < len;) {
        const uint8_t *end = memchr(data + from, '\0', len - from);
        size_t size = end != NULL ? (size_t)(end - (data + from)) : len - from;
        tell(data + from, size);
        limits_hold();
        from += size + 1;
    }
    /* A quarter of an hour costs hundreds of messages: not every input is worth it. */
    if (len > 0 && (data[0] & 0x80) != 0) {
        static const uint64_t minutes[] = {2, 5, 8};
        for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
            fake_advance(&fake, minutes[i] * 60000);
            said_is_sound();
            limits_hold();
        }
        fake_reboot(&fake);
        fake_connect(&fake);
        limits_hold();
    }
    return 0;
}
