// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The rules of one child while they are edited. Whether they are valid is AnPolicy's to say. */

#include "ui/screentime/an-rules-draft.h"

#include "ui/screentime/an-rules-rest.h"

#define USUAL_QUOTA_MINUTES 90
#define USUAL_WEEKLY_QUOTA_MINUTES 600
#define MAX_UNDO 100
static const AnSpan usual_bedtime = { .start = 21 * 60, .end = 6 * 60 };
static const AnSpan usual_window = { .start = 17 * 60, .end = 20 * 60 + 30 };

struct _AnRulesDraft {
  GObject parent;

  char *id;       /* (owned) */
  char *name;     /* (owned) */
  int birth_year; /* 0: not known */

  gboolean is_enabled;
  AnDayDraft days[AN_DRAFT_DAYS];
  gboolean has_weekly_quota;
  int weekly_quota_minutes;
  AnPolicy *rest; /* (owned) the other members, without weekdays */

  GQueue *past;    /* (owned) of AnPolicy, what held before, the newest first */
  AnPolicy *valid; /* (owned) the last rules that were */
  gint64 change_usec;
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnRulesDraft, an_rules_draft, G_TYPE_OBJECT)

/* From a policy */

static void
read_spans (const AnSpans *spans, AnSpanDraft *draft)
{
  draft->n_items = spans->n_items;
  for (guint i = 0; i < spans->n_items; i++)
    draft->items[i] = spans->items[i];
}

static void
read_day (const AnPolicy *policy, guint weekday, AnDayDraft *day)
{
  const AnRule *rule = an_policy_get_weekday_rule (policy, weekday);
  guint start, end;

  *day = (AnDayDraft){ .quota_minutes = USUAL_QUOTA_MINUTES, .bedtime = usual_bedtime };
  read_spans (&rule->uncounted, &day->uncounted);
  if (!rule->has_windows) {
    day->open = AN_OPEN_ALL_DAY;
  } else if (rule->windows.n_items == 0) {
    day->open = AN_OPEN_NEVER;
  } else {
    day->open = AN_OPEN_WINDOWS;
    read_spans (&rule->windows, &day->windows);
  }
  if (day->windows.n_items == 0)
    day->windows = (AnSpanDraft){ .n_items = 1, .items = { usual_window } };
  if (rule->quota_minutes != AN_POLICY_NO_QUOTA) {
    day->has_quota = TRUE;
    day->quota_minutes = rule->quota_minutes;
  }
  if (an_policy_get_bedtime (policy, weekday, &start, &end)) {
    day->has_bedtime = TRUE;
    day->bedtime = (AnSpan){ .start = (guint16) start, .end = (guint16) end };
  }
}

static void
set_rest (AnRulesDraft *self, const AnPolicy *policy)
{
  g_autoptr (GError) error = NULL;
  AnPolicy *rest = an_rules_rest_create (policy, NULL, NULL, &error);

  g_return_if_fail (rest != NULL); /* a part of what is valid */
  g_clear_pointer (&self->rest, an_policy_unref);
  self->rest = rest;
}

static void
read_policy (AnRulesDraft *self, const AnPolicy *policy)
{
  int weekly = an_policy_get_weekly_quota_minutes (policy);

  self->is_enabled = an_policy_is_enabled (policy);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    read_day (policy, i, &self->days[i]);
  self->has_weekly_quota = weekly != AN_POLICY_NO_QUOTA;
  self->weekly_quota_minutes = self->has_weekly_quota ? weekly : USUAL_WEEKLY_QUOTA_MINUTES;
  set_rest (self, policy);
}

/* To a document */

static void
add_span (JsonBuilder *builder, const AnSpan *span)
{
  g_autofree char *start = an_time_of_day_format (span->start);
  g_autofree char *end = an_time_of_day_format (span->end);

  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, start);
  json_builder_add_string_value (builder, end);
  json_builder_end_array (builder);
}

static void
add_spans (JsonBuilder *builder, const char *name, const AnSpanDraft *spans)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->n_items; i++)
    add_span (builder, &spans->items[i]);
  json_builder_end_array (builder);
}

static void
add_days (JsonBuilder *builder, AnRulesDraft *self)
{
  static const AnSpanDraft never = { 0 };

  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    const AnDayDraft *day = &self->days[i];

    json_builder_set_member_name (builder, an_weekday_ids[i]);
    json_builder_begin_object (builder);
    if (day->open != AN_OPEN_ALL_DAY)
      add_spans (builder, "windows", day->open == AN_OPEN_NEVER ? &never : &day->windows);
    if (day->uncounted.n_items > 0)
      add_spans (builder, "uncounted", &day->uncounted);
    if (day->has_quota) {
      json_builder_set_member_name (builder, "quota_minutes");
      json_builder_add_int_value (builder, day->quota_minutes);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
}

static void
add_bedtimes (JsonBuilder *builder, AnRulesDraft *self)
{
  json_builder_set_member_name (builder, "bedtime");
  json_builder_begin_object (builder);
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    if (self->days[i].has_bedtime) {
      json_builder_set_member_name (builder, an_weekday_ids[i]);
      add_span (builder, &self->days[i].bedtime);
    }
  json_builder_end_object (builder);
}

static JsonNode *
write_document (AnRulesDraft *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_string_value (builder, AN_POLICY_SCHEMA);
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, self->is_enabled);
  add_days (builder, self);
  if (self->has_weekly_quota) {
    json_builder_set_member_name (builder, "weekly_quota_minutes");
    json_builder_add_int_value (builder, self->weekly_quota_minutes);
  }
  add_bedtimes (builder, self);
  an_rules_rest_add (builder, self->rest, NULL);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* Class */

static void
an_rules_draft_finalize (GObject *object)
{
  AnRulesDraft *self = AN_RULES_DRAFT (object);

  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->rest, an_policy_unref);
  g_clear_pointer (&self->valid, an_policy_unref);
  g_queue_free_full (self->past, (GDestroyNotify) an_policy_unref);
  G_OBJECT_CLASS (an_rules_draft_parent_class)->finalize (object);
}

static void
an_rules_draft_class_init (AnRulesDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = an_rules_draft_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
an_rules_draft_init (AnRulesDraft *self)
{
  self->past = g_queue_new ();
}

/* What holds from now on; what held before can be brought back. */
static void
remember (AnRulesDraft *self)
{
  gint64 now = g_get_monotonic_time ();
  AnPolicy *policy = an_rules_draft_build (self, NULL);

  if (policy == NULL)
    return;
  if (self->valid != NULL && (now - self->change_usec > G_USEC_PER_SEC || self->past->length == 0))
    g_queue_push_head (self->past, g_steal_pointer (&self->valid));
  if (self->past->length > MAX_UNDO)
    an_policy_unref (g_queue_pop_tail (self->past));
  g_clear_pointer (&self->valid, an_policy_unref);
  self->valid = policy;
  self->change_usec = now;
}

static void
emit_changed (AnRulesDraft *self)
{
  remember (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Public */

AnRulesDraft *
an_rules_draft_new (const char *id, const char *name, int birth_year, const AnPolicy *policy)
{
  AnRulesDraft *self = g_object_new (AN_TYPE_RULES_DRAFT, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->birth_year = birth_year;
  read_policy (self, policy);
  remember (self);
  return self;
}

const char *
an_rules_draft_get_id (AnRulesDraft *self)
{
  return self->id;
}

const char *
an_rules_draft_get_name (AnRulesDraft *self)
{
  return self->name;
}

int
an_rules_draft_get_birth_year (AnRulesDraft *self)
{
  return self->birth_year;
}

void
an_rules_draft_set_policy (AnRulesDraft *self, const AnPolicy *policy)
{
  read_policy (self, policy);
  emit_changed (self);
}

/**
 * an_rules_draft_build:
 *
 * Returns: (transfer full): the rules as they stand, or %NULL with an %AN_JSON_ERROR while
 *   something is not right yet
 */
AnPolicy *
an_rules_draft_build (AnRulesDraft *self, GError **error)
{
  g_autoptr (JsonNode) document = write_document (self);

  return an_policy_from_json (document, error);
}

gboolean
an_rules_draft_is_enabled (AnRulesDraft *self)
{
  return self->is_enabled;
}

void
an_rules_draft_set_enabled (AnRulesDraft *self, gboolean is_enabled)
{
  if (self->is_enabled == is_enabled)
    return;
  self->is_enabled = is_enabled;
  emit_changed (self);
}

/**
 * an_rules_draft_get_weekly_quota:
 * @minutes: (out): the quota, or what is suggested when it is switched on
 *
 * Returns: whether there is one
 */
gboolean
an_rules_draft_get_weekly_quota (AnRulesDraft *self, int *minutes)
{
  *minutes = self->weekly_quota_minutes;
  return self->has_weekly_quota;
}

void
an_rules_draft_set_weekly_quota (AnRulesDraft *self, gboolean has_quota, int minutes)
{
  if (self->has_weekly_quota == has_quota && self->weekly_quota_minutes == minutes)
    return;
  self->has_weekly_quota = has_quota;
  self->weekly_quota_minutes = minutes;
  emit_changed (self);
}

const AnDayDraft *
an_rules_draft_get_day (AnRulesDraft *self, guint weekday)
{
  g_return_val_if_fail (weekday < AN_DRAFT_DAYS, NULL);

  return &self->days[weekday];
}

void
an_rules_draft_set_day (AnRulesDraft *self, guint weekday, const AnDayDraft *day)
{
  g_return_if_fail (weekday < AN_DRAFT_DAYS);

  self->days[weekday] = *day;
  emit_changed (self);
}

/**
 * an_rules_draft_copy_day:
 * @from: the first weekday that becomes like @weekday
 * @to: the last one
 */
void
an_rules_draft_copy_day (AnRulesDraft *self, guint weekday, guint from, guint to)
{
  const AnDayDraft day = self->days[weekday];

  g_return_if_fail (from <= to && to < AN_DRAFT_DAYS);

  for (guint i = from; i <= to; i++)
    self->days[i] = day;
  emit_changed (self);
}

/**
 * an_rules_draft_get_asleep:
 * @asleep: (out): the bedtimes that fall on @weekday, also what reaches over from the day before
 */
void
an_rules_draft_get_asleep (AnRulesDraft *self, guint weekday, AnSpans *asleep)
{
  const AnDayDraft *day = &self->days[weekday];
  const AnDayDraft *before = &self->days[(weekday + AN_DRAFT_DAYS - 1) % AN_DRAFT_DAYS];

  *asleep = (AnSpans){ 0 };
  if (day->has_bedtime)
    an_spans_add (asleep,
                  day->bedtime.start,
                  an_span_is_valid (&day->bedtime) ? day->bedtime.end : AN_MINUTES_PER_DAY);
  if (before->has_bedtime && !an_span_is_valid (&before->bedtime) && before->bedtime.end > 0)
    an_spans_add (asleep, 0, before->bedtime.end);
}

guint
an_rules_draft_count_dates (AnRulesDraft *self)
{
  return an_policy_get_n_dates (self->rest);
}

const AnPolicy *
an_rules_draft_get_rest (AnRulesDraft *self)
{
  return self->rest;
}

/**
 * an_rules_draft_replace:
 * @member: a member of the document that is not of a weekday
 * @value: (nullable): %NULL takes it out
 *
 * Returns: %FALSE with an %AN_JSON_ERROR when @value is not right, and nothing was changed
 */
gboolean
an_rules_draft_replace (AnRulesDraft *self, const char *member, JsonNode *value, GError **error)
{
  AnPolicy *rest = an_rules_rest_create (self->rest, member, value, error);

  if (rest == NULL)
    return FALSE;
  if (an_rules_rest_is_same (rest,
                             self->rest)) { /* a default that is written out changes nothing */
    an_policy_unref (rest);
    return TRUE;
  }
  an_policy_unref (self->rest);
  self->rest = rest;
  emit_changed (self);
  return TRUE;
}

gboolean
an_rules_draft_can_undo (AnRulesDraft *self)
{
  return self->past->length > 0;
}

void
an_rules_draft_undo (AnRulesDraft *self)
{
  AnPolicy *policy = g_queue_pop_head (self->past);

  if (policy == NULL)
    return;
  read_policy (self, policy);
  g_clear_pointer (&self->valid, an_policy_unref);
  self->valid = policy;
  self->change_usec = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
an_span_is_valid (const AnSpan *span)
{
  return span->start < span->end;
}
