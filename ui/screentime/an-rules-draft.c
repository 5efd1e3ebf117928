// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The rules of one child while they are edited. Whether they are valid is AnPolicy's to say. */

#include "ui/screentime/an-rules-draft.h"

#include "base/an-signal.h"
#include "ui/screentime/an-rules-fields.h"
#include "ui/screentime/an-rules-rest.h"

#define MAX_UNDO 100
#define UNDO_TOGETHER_USEC G_USEC_PER_SEC

struct _AnRulesDraft {
  GObject parent;

  char *id;       /* (owned) */
  char *name;     /* (owned) */
  int birth_year; /* 0: not known */

  AnRulesFields fields;

  GQueue *past;    /* (owned) of AnPolicy, what held before, the newest first */
  AnPolicy *valid; /* (owned) the last rules that were */
  gint64 change_usec;
  gboolean is_stroke, is_stroke_kept; /* whether what held before the stroke is in the past */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnRulesDraft, an_rules_draft, G_TYPE_OBJECT)

/* Class */

static void
an_rules_draft_finalize (GObject *object)
{
  AnRulesDraft *self = AN_RULES_DRAFT (object);

  g_free (self->id);
  g_free (self->name);
  an_rules_fields_clear (&self->fields);
  g_clear_pointer (&self->valid, an_policy_unref);
  g_queue_free_full (self->past, (GDestroyNotify) an_policy_unref);
  G_OBJECT_CLASS (an_rules_draft_parent_class)->finalize (object);
}

static void
an_rules_draft_class_init (AnRulesDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = an_rules_draft_finalize;
  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static void
an_rules_draft_init (AnRulesDraft *self)
{
  self->past = g_queue_new ();
}

static gboolean
are_same (const AnPolicy *one, const AnPolicy *other)
{
  g_autoptr (JsonNode) one_document = an_policy_to_json (one);
  g_autoptr (JsonNode) other_document = an_policy_to_json (other);

  return json_node_equal (one_document, other_document);
}

/* Whether the next change can be undone by itself. */
static gboolean
is_apart (AnRulesDraft *self, gint64 now)
{
  if (self->past->length == 0)
    return TRUE;
  if (self->is_stroke)
    return !self->is_stroke_kept;
  return now - self->change_usec > UNDO_TOGETHER_USEC;
}

/* What holds from now on; what held before can be brought back. */
static void
remember (AnRulesDraft *self)
{
  gint64 now = g_get_monotonic_time ();
  AnPolicy *policy = an_rules_draft_build (self, NULL);

  if (policy == NULL)
    return;
  if (self->valid != NULL && are_same (policy, self->valid)) { /* such as what was read back */
    an_policy_unref (policy);
    return;
  }
  if (self->valid != NULL && is_apart (self, now)) {
    g_queue_push_head (self->past, g_steal_pointer (&self->valid));
    self->is_stroke_kept = TRUE;
  }
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
  an_rules_fields_read (&self->fields, policy);
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
  an_rules_fields_read (&self->fields, policy);
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
  g_autoptr (JsonNode) document = an_rules_fields_write (&self->fields);

  return an_policy_from_json (document, error);
}

gboolean
an_rules_draft_is_enabled (AnRulesDraft *self)
{
  return self->fields.is_enabled;
}

void
an_rules_draft_set_enabled (AnRulesDraft *self, gboolean is_enabled)
{
  if (self->fields.is_enabled == is_enabled)
    return;
  self->fields.is_enabled = is_enabled;
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
  *minutes = self->fields.weekly_quota_minutes;
  return self->fields.has_weekly_quota;
}

void
an_rules_draft_set_weekly_quota (AnRulesDraft *self, gboolean has_quota, int minutes)
{
  if (self->fields.has_weekly_quota == has_quota && self->fields.weekly_quota_minutes == minutes)
    return;
  self->fields.has_weekly_quota = has_quota;
  self->fields.weekly_quota_minutes = minutes;
  emit_changed (self);
}

const AnDayDraft *
an_rules_draft_get_day (AnRulesDraft *self, guint weekday)
{
  g_return_val_if_fail (weekday < AN_DRAFT_DAYS, NULL);

  return &self->fields.days[weekday];
}

void
an_rules_draft_set_day (AnRulesDraft *self, guint weekday, const AnDayDraft *day)
{
  g_return_if_fail (weekday < AN_DRAFT_DAYS);

  self->fields.days[weekday] = *day;
  emit_changed (self);
}

/**
 * an_rules_draft_copy_day:
 * @to: the weekdays that become like @weekday, bit 0 is Monday
 */
void
an_rules_draft_copy_day (AnRulesDraft *self, guint weekday, guint to)
{
  g_return_if_fail (weekday < AN_DRAFT_DAYS);

  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    if (i != weekday && (to & (1u << i)) != 0)
      self->fields.days[i] = self->fields.days[weekday];
  self->change_usec = 0; /* undone by itself */
  emit_changed (self);
}

/**
 * an_rules_draft_begin_stroke:
 *
 * What changes until an_rules_draft_end_stroke() is undone at once, and is a change on its way:
 * nobody should keep it yet.
 */
void
an_rules_draft_begin_stroke (AnRulesDraft *self)
{
  self->is_stroke = TRUE;
  self->is_stroke_kept = FALSE;
}

void
an_rules_draft_end_stroke (AnRulesDraft *self)
{
  AnPolicy *before = g_queue_peek_head (self->past);

  if (!self->is_stroke)
    return;
  self->is_stroke = FALSE;
  self->change_usec = 0;
  if (!self->is_stroke_kept)
    return;
  if (before != NULL && are_same (before, self->valid)) /* there and back */
    an_policy_unref (g_queue_pop_head (self->past));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
an_rules_draft_is_in_stroke (AnRulesDraft *self)
{
  return self->is_stroke;
}

/**
 * an_rules_draft_get_asleep:
 * @asleep: (out): the bedtimes that fall on @weekday, also what reaches over from the day before
 */
void
an_rules_draft_get_asleep (AnRulesDraft *self, guint weekday, AnSpans *asleep)
{
  const AnDayDraft *day = &self->fields.days[weekday];
  const AnDayDraft *before = &self->fields.days[(weekday + AN_DRAFT_DAYS - 1) % AN_DRAFT_DAYS];

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
  return an_policy_get_n_dates (self->fields.rest);
}

const AnPolicy *
an_rules_draft_get_rest (AnRulesDraft *self)
{
  return self->fields.rest;
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
  AnPolicy *rest = an_rules_rest_create (self->fields.rest, member, value, error);

  if (rest == NULL)
    return FALSE;
  if (an_rules_rest_is_same (
          rest,
          self->fields.rest)) { /* a default that is written out changes nothing */
    an_policy_unref (rest);
    return TRUE;
  }
  an_policy_unref (self->fields.rest);
  self->fields.rest = rest;
  emit_changed (self);
  return TRUE;
}

/* Back to the last rules that were right. */
void
an_rules_draft_revert (AnRulesDraft *self)
{
  if (self->valid == NULL)
    return;
  an_rules_fields_read (&self->fields, self->valid);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
  an_rules_fields_read (&self->fields, policy);
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
