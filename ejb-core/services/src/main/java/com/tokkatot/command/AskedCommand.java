package com.tokkatot.command;

import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import java.util.UUID;

/** Who asks what of which device. */
record AskedCommand(Member member, UUID deviceId, CommandRequest request, Origin origin) {}
