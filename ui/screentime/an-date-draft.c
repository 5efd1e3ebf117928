// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Holidays and other dates of a draft, as fields and back. */

#include "ui/screentime/an-date-draft.h"

#include <stdio.h>

#include "screentime/an-instant.h"
#include "screentime/an-policy-words.h"

#define USUAL_QUOTA_MINUTES 120

/* Reading */

static void
read_spans (const AnSpans *spans, AnSpanDraft *draft)
{
  draft->n_items = spans->n_items;
  for (guint i = 0; i < spans->n_items; i++)
    draft->items[i] = spans->items[i];
}

static AnDateOpen
read_open (const AnRule *rule)
{
  if (!rule->has_windows)
    return AN_DATE_AS_USUAL;
  if (rule->windows.n_items == 0)
    return AN_DATE_NEVER;
  return an_spans_count_minutes (&rule->windows) == AN_MINUTES_PER_DAY ? AN_DATE_ALL_DAY
                                                                       : AN_DATE_WINDOWS;
}

/* Writing */

static void
add_day (JsonBuilder *builder, const char *name, gint64 day)
{
  g_autofree char *text = an_day_format (day);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_windows (JsonBuilder *builder, const AnDateDraft *self)
{
  static const AnSpan all_day = { 0, AN_MINUTES_PER_DAY };

  switch (self->open) {
  case AN_DATE_ALL_DAY:
    an_spans_write (builder, "windows", &all_day, 1);
    break;
  case AN_DATE_WINDOWS:
    an_spans_write (builder, "windows", self->windows.items, self->windows.n_items);
    break;
  case AN_DATE_NEVER:
    an_spans_write (builder, "windows", NULL, 0);
    break;
  case AN_DATE_AS_USUAL:
  default:
    break;
  }
}

/* (transfer full) */
static JsonNode *
create_entry (const AnDateDraft *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_day (builder, "from", self->from);
  add_day (builder, "to", self->to);
  if (self->label != NULL && *self->label != '\0') {
    json_builder_set_member_name (builder, "label");
    json_builder_add_string_value (builder, self->label);
  }
  add_windows (builder, self);
  if (self->has_uncounted)
    an_spans_write (builder, "uncounted", self->uncounted.items, self->uncounted.n_items);
  if (self->has_quota) {
    json_builder_set_member_name (builder, "quota_minutes");
    json_builder_add_int_value (builder, self->quota_minutes);
  }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* Where @entry belongs: the first entry that matches a day is the one that holds, so a single day
 * goes before the weeks around it; else by its first day. The others stay as they are. */
static guint
find_place (GPtrArray *entries, const AnDateDraft *entry)
{
  for (guint i = 0; i < entries->len; i++) {
    const AnDateDraft *other = g_ptr_array_index (entries, i);

    if (entry->from <= other->to && other->from <= entry->to &&
        entry->to - entry->from < other->to - other->from)
      return i;
  }
  for (guint i = 0; i < entries->len; i++)
    if (((AnDateDraft *) g_ptr_array_index (entries, i))->from > entry->from)
      return i;
  return entries->len;
}

static void
entry_free (gpointer data)
{
  an_date_draft_clear (data);
  g_free (data);
}

static GPtrArray *
read_all (AnRulesDraft *draft)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < an_rules_draft_count_dates (draft); i++) {
    AnDateDraft *entry = g_new0 (AnDateDraft, 1);

    an_date_draft_read (entry, draft, i, 0);
    g_ptr_array_add (entries, entry);
  }
  return entries;
}

static gboolean
write_all (AnRulesDraft *draft, GPtrArray *entries, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < entries->len; i++)
    json_array_add_element (array, create_entry (g_ptr_array_index (entries, i)));
  json_node_set_array (node, array);
  return an_rules_draft_replace (draft, "dates", entries->len > 0 ? node : NULL, error);
}

/* Public */

/**
 * an_date_draft_read:
 * @self: (out): to be cleared
 * @index: of the list, or %AN_DATE_NEW
 * @today: what a new entry begins with
 */
void
an_date_draft_read (AnDateDraft *self, AnRulesDraft *draft, guint index, gint64 today)
{
  const AnDateRule *entry;

  *self = (AnDateDraft){
    .from = today,
    .to = today,
    .windows = { .n_items = 1, .items = { { 8 * 60, 21 * 60 } } },
    .quota_minutes = USUAL_QUOTA_MINUTES,
  };
  if (index == AN_DATE_NEW)
    return;
  entry = an_policy_get_date_rule (an_rules_draft_get_rest (draft), index);
  g_return_if_fail (entry != NULL);
  self->from = entry->from;
  self->to = entry->to;
  self->label = g_strdup (entry->label);
  self->open = read_open (&entry->rule);
  if (self->open == AN_DATE_WINDOWS)
    read_spans (&entry->rule.windows, &self->windows);
  self->has_uncounted = entry->rule.has_uncounted;
  read_spans (&entry->rule.uncounted, &self->uncounted);
  self->has_quota = entry->rule.quota_minutes != AN_POLICY_NO_QUOTA;
  if (self->has_quota)
    self->quota_minutes = entry->rule.quota_minutes;
}

void
an_date_draft_clear (AnDateDraft *self)
{
  g_clear_pointer (&self->label, g_free);
}

/**
 * an_date_draft_write:
 * @index: of the entry that becomes @self, or %AN_DATE_NEW
 *
 * Returns: %FALSE with an %AN_JSON_ERROR when something is not right, and nothing was changed
 */
gboolean
an_date_draft_write (const AnDateDraft *self, AnRulesDraft *draft, guint index, GError **error)
{
  g_autoptr (GPtrArray) entries = read_all (draft);
  AnDateDraft *copy = g_new (AnDateDraft, 1);

  *copy = *self;
  copy->label = g_strdup (self->label);
  if (index < entries->len)
    g_ptr_array_remove_index (entries, index);
  g_ptr_array_insert (entries, (int) find_place (entries, copy), copy);
  return write_all (draft, entries, error);
}

void
an_date_draft_remove (AnRulesDraft *draft, guint index)
{
  g_autoptr (GPtrArray) entries = read_all (draft);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (index < entries->len);
  g_ptr_array_remove_index (entries, index);
  if (!write_all (draft, entries, &error))
    g_warning ("dates: %s", error->message);
}

/**
 * an_date_parse:
 * @text: as it is typed
 *
 * Returns: whether @text is a date of the calendar
 */
gboolean
an_date_parse (const char *text, gint64 *day)
{
  g_autofree char *iso = NULL;
  int date, month, year, end = 0;

  if (an_day_parse (text, day))
    return TRUE;
  if (sscanf (text, " %2d / %2d / %4d %n", &date, &month, &year, &end) != 3 || text[end] != '\0' ||
      end == 0 || date < 1 || month < 1 || year < 1000)
    return FALSE;
  iso = g_strdup_printf ("%04d-%02d-%02d", year, month, date);
  return an_day_parse (iso, day);
}

char *
an_date_format (gint64 day)
{
  return an_policy_words_dates (day, day);
}
