package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.RecordedCourier;
import com.tokkatot.limit.TestLimits;
import com.tokkatot.message.TestMessages;
import com.tokkatot.picture.TestPictures;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestVault;
import com.tokkatot.shared.Vault;
import java.util.List;
import java.util.UUID;

/** Accounts as the application has them, over a real database; messages are recorded. */
final class AccountWorld {

  static final Origin ORIGIN = new Origin("192.0.2.7", "test", "request-1");
  static final String PASSWORD = "chicken123";

  final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  final Sql sql;
  final Vault vault = TestVault.vault();
  final RecordedCourier courier = new RecordedCourier();
  final AuditLog audit;

  final Accounts accounts = new Accounts();
  final PasswordHashes hashes = new PasswordHashes();
  final Lockout lockout = new Lockout();
  final Codes codes = new Codes();
  final Letters letters = new Letters();
  final PendingContacts pending = new PendingContacts();
  final PasswordHistory history = new PasswordHistory();
  final SessionStore store = new SessionStore();
  final KnownSessions memory = new KnownSessions();
  final Tokens tokens = TestTokens.tokens(time);

  final SignUp signUp = new SignUp();
  final NewAccounts newAccounts = new NewAccounts();
  final SignIn signIn = new SignIn();
  final SignInRefusals refusals = new SignInRefusals();
  final RecordedEvents<SignedInFromNewPlace> newPlaces;
  final RecordedEvents<SignInRefusedOften> refusedOften;
  final SessionOpening opening = new SessionOpening();
  final SessionRefresh refresh = new SessionRefresh();
  final Sessions sessions = new Sessions();
  final SessionDoor door = new SessionDoor();
  final Passwords passwords = new Passwords();
  final PasswordProof proof = new PasswordProof();
  final PasswordChanges changes = new PasswordChanges();
  final ContactLimits limits = new ContactLimits();
  final Profiles profiles = new Profiles();
  final ProfileChanges profileChanges = new ProfileChanges();
  final ActivityLog activities = new ActivityLog();
  final AccountCopies copies = new AccountCopies();
  final AccountRemoval removal = new AccountRemoval();
  final Anonymising anonymising = new Anonymising();
  final SecondFactors factors = new SecondFactors();
  final RecoveryCodes recovery = new RecoveryCodes();
  final StaffSignIn staffSignIn = new StaffSignIn();
  final StaffEnrolment enrolment = new StaffEnrolment();
  final StaffChanges staffChanges = new StaffChanges();
  final StaffAccounts staff = new StaffAccounts();
  final SecurityTrail trail = new SecurityTrail();

  AccountWorld() {
    this(TestDatabase.sql());
  }

  AccountWorld(Sql sql) {
    this.sql = sql;
    audit = AuditLogs.over(sql, time);
    newPlaces = new RecordedEvents<>(TestMessages.ofNewPlaces(sql, time));
    refusedOften = new RecordedEvents<>(TestMessages.ofRefusals(sql, time));
    hashes.cost = 4;
    wireStores();
    wireSignUp();
    wireSessions();
    wirePasswords();
    wireOwnAccount();
    wireStaff();
  }

  private void wireStores() {
    accounts.sql = sql;
    accounts.vault = vault;
    accounts.time = time;
    lockout.sql = sql;
    lockout.time = time;
    codes.sql = sql;
    codes.vault = vault;
    codes.time = time;
    letters.courier = courier;
    letters.time = time;
    pending.sql = sql;
    pending.vault = vault;
    pending.accounts = accounts;
    history.sql = sql;
    history.hashes = hashes;
    store.sql = sql;
    store.time = time;
  }

  private void wireSignUp() {
    newAccounts.accounts = accounts;
    newAccounts.pending = pending;
    newAccounts.codes = codes;
    newAccounts.letters = letters;
    newAccounts.audit = audit;
    newAccounts.time = time;
    limits.limits = TestLimits.withoutRedis(time);
    limits.vault = vault;
    signUp.limits = limits;
    signUp.hashes = hashes;
    signUp.codes = codes;
    signUp.audit = audit;
    signUp.accounts = newAccounts;
    signUp.courier = courier;
  }

  private void wireSessions() {
    opening.store = store;
    opening.accounts = accounts;
    opening.lockout = lockout;
    opening.tokens = tokens;
    opening.audit = audit;
    opening.vault = vault;
    opening.time = time;
    opening.newPlaces = newPlaces;
    refusals.audit = audit;
    refusals.time = time;
    refusals.often = refusedOften;
    signIn.accounts = accounts;
    signIn.hashes = hashes;
    signIn.lockout = lockout;
    signIn.refusals = refusals;
    signIn.vault = vault;
    signIn.sessions = opening;
    sessions.store = store;
    sessions.audit = audit;
    door.store = store;
    door.time = time;
    door.tokens = tokens;
    door.memory = memory;
    door.limits = TestLimits.withoutRedis(time);
    sessions.ended = new RecordedEvents<>(memory::forget);
    refresh.store = store;
    refresh.tokens = tokens;
    refresh.vault = vault;
    refresh.time = time;
    refresh.sessions = sessions;
  }

  private void wirePasswords() {
    changes.accounts = accounts;
    changes.history = history;
    changes.pending = pending;
    changes.codes = codes;
    changes.letters = letters;
    changes.lockout = lockout;
    changes.audit = audit;
    changes.vault = vault;
    changes.sessions = sessions;
    passwords.accounts = accounts;
    passwords.hashes = hashes;
    passwords.history = history;
    passwords.codes = codes;
    passwords.audit = audit;
    proof.accounts = accounts;
    proof.hashes = hashes;
    proof.lockout = lockout;
    proof.audit = audit;
    proof.vault = vault;
    passwords.proof = proof;
    passwords.limits = limits;
    passwords.changes = changes;
  }

  private void wireOwnAccount() {
    profiles.accounts = accounts;
    profiles.limits = limits;
    profiles.changes = profileChanges;
    profiles.courier = courier;
    profileChanges.sql = sql;
    profileChanges.accounts = accounts;
    profileChanges.pending = pending;
    profileChanges.codes = codes;
    profileChanges.letters = letters;
    profileChanges.audit = audit;
    activities.sql = sql;
    activities.time = time;
    copies.sql = sql;
    copies.audit = audit;
    copies.time = time;
    copies.profiles = profiles;
    copies.activities = activities;
    removal.proof = proof;
    removal.anonymising = anonymising;
    removal.pictures = TestPictures.withoutStore(sql, time);
    anonymising.sql = sql;
    anonymising.audit = audit;
    anonymising.time = time;
    anonymising.sessions = sessions;
  }

  private void wireStaff() {
    factors.sql = sql;
    factors.vault = vault;
    factors.time = time;
    recovery.sql = sql;
    recovery.vault = vault;
    recovery.time = time;
    staffSignIn.accounts = accounts;
    staffSignIn.hashes = hashes;
    staffSignIn.factors = factors;
    staffSignIn.recovery = recovery;
    staffSignIn.lockout = lockout;
    staffSignIn.audit = audit;
    staffSignIn.vault = vault;
    staffSignIn.time = time;
    staffSignIn.sessions = opening;
    enrolment.accounts = accounts;
    enrolment.hashes = hashes;
    enrolment.history = history;
    enrolment.factors = factors;
    enrolment.codes = codes;
    enrolment.audit = audit;
    enrolment.changes = staffChanges;
    staffChanges.sql = sql;
    staffChanges.accounts = accounts;
    staffChanges.history = history;
    staffChanges.factors = factors;
    staffChanges.recovery = recovery;
    staffChanges.codes = codes;
    staffChanges.letters = letters;
    staffChanges.audit = audit;
    staffChanges.time = time;
    staffChanges.sessions = sessions;
    staff.sql = sql;
    staff.vault = vault;
    staff.changes = staffChanges;
    staff.courier = courier;
    trail.sql = sql;
  }

  /** A contact nobody had before, for the database is everybody's. */
  static Contact newEmail() {
    return Contact.email("email", UUID.randomUUID() + "@example.com");
  }

  static Contact newPhone() {
    var digits = Math.abs(UUID.randomUUID().getMostSignificantBits() % 100_000_000L);
    return Contact.phone("phone", String.format("+8551%08d", digits));
  }

  UUID signUp(Contact contact) {
    return signUp.with(new SignUpRequest(contact, PASSWORD, "Sok Dara", "km"), ORIGIN);
  }

  /** Somebody who has signed up and proven the contact. */
  UUID farmer(Contact contact) {
    signUp(contact);
    signUp.verify(contact, courier.last().code(), ORIGIN);
    return accounts.byContact(contact).orElseThrow().id();
  }

  Admission signIn(Contact contact) {
    return signIn(contact, PASSWORD);
  }

  Admission signIn(Contact contact, String password) {
    return signIn(contact, password, ORIGIN);
  }

  Admission signIn(Contact contact, String password, Origin origin) {
    return signIn.with(contact, password, new SessionOpening.Wish("Phone", true), origin);
  }

  Caller caller(Admission signedIn) {
    return door.authenticate(signedIn.accessToken());
  }

  /** Actions of the audit lines about somebody, oldest first. */
  List<String> audited(UUID accountId) {
    return sql.query(
        "select action from audit_log where account_id = ? order by id",
        row -> row.getString(1),
        accountId);
  }
}
