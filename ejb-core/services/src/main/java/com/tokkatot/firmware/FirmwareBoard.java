package com.tokkatot.firmware;

import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.FirmwareHeader;
import java.util.Arrays;
import java.util.Locale;

/** The boards there are, by the numbers of {@code firmware/boards} that image headers carry. */
public enum FirmwareBoard {
  VIRTUAL(1, (4 << 20) - FirmwareHeader.LENGTH),
  V1_RELAY(2, FirmwareBoard.SLOT),
  NODE_V2_ESP32(3, FirmwareBoard.SLOT),
  SENSOR_C3(4, FirmwareBoard.SLOT);

  /** Source: {@code firmware/port/esp-idf/partitions.csv}. */
  private static final int SLOT = 0x1c0000;

  private final int number;
  private final int slotBytes;

  FirmwareBoard(int number, int slotBytes) {
    this.number = number;
    this.slotBytes = slotBytes;
  }

  /** The largest image it holds, without the header. */
  int slotBytes() {
    return slotBytes;
  }

  /** As nodes have it in their row. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws Invalid naming {@code board} if there is no such board
   */
  static FirmwareBoard of(int number) {
    return Arrays.stream(values())
        .filter(board -> board.number == number)
        .findFirst()
        .orElseThrow(() -> new Invalid("board", number + " in the header is no board of ours"));
  }
}
