package com.tokkatot.message;

import com.tokkatot.alert.AlertView;
import java.time.Instant;
import java.util.UUID;

/**
 * What a member was told, of a farm's alert or of the own account.
 *
 * @param farmId null: about the account
 * @param farmName null: about the account
 * @param type of alert, or {@code sign_in_new_place}, {@code sign_in_refused_often}
 * @param severity {@code urgent}, {@code important} or {@code info}
 * @param messageKey which words say it; clients have them
 * @param action what to do about it, as a code: {@link Action}
 * @param isSilent it came while the member wanted quiet
 * @param alsoCount of how many more alerts of this type and farm it speaks
 * @param deviceName or null
 * @param coopName or null
 * @param readAt null: not read yet
 * @param alert as it is now, with its numbers, and whether somebody has seen it or it is over;
 *     null: about the account
 * @param details of what is about the account, otherwise null
 */
public record MessageView(
    UUID id,
    UUID farmId,
    String farmName,
    String type,
    String severity,
    String messageKey,
    String action,
    boolean isSilent,
    int alsoCount,
    String deviceName,
    String coopName,
    Instant createdAt,
    Instant readAt,
    AlertView alert,
    MessageDetails details) {}
