// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Checklists as they lie in data/privacy/checklists: what is allowed is what
 * data/privacy/checklist.schema.json says; the tests hold the two together.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-checklist.h"

#include "base/an-i18n.h"

#define MAX_ID 48
#define MAX_ITEMS 40
#define MAX_STEPS 10
#define MAX_TITLE 120
#define MAX_WHY 700
#define MAX_STEP 400
#define MAX_SOURCE 300
#define MAX_AGE 17

static const char *const roles[] = { "caregiver", "school", NULL };

struct _AnChecklist {
  gatomicrefcount references;
  char *id;          /* (owned) */
  AnBilingual title; /* (owned) */
  char *source;      /* (owned) */
  char *checked;     /* (owned) */
  AnChecklistAudience audience;
  guint from_age, to_age; /* both included; only for AN_CHECKLIST_FOR_AGES */
  GPtrArray *items;       /* (owned) of AnChecklistItem */
};

/* Helpers */

static void
free_item (AnChecklistItem *item)
{
  g_free (item->id);
  an_bilingual_clear (&item->title);
  an_bilingual_clear (&item->why);
  g_ptr_array_unref (item->steps);
  g_free (item->check);
  g_free (item->platform);
  g_free (item->source);
  g_free (item->checked);
  g_free (item);
}

static gboolean
is_id (const char *text)
{
  if (!g_ascii_islower (*text) && !g_ascii_isdigit (*text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static gboolean
is_date (const char *text)
{
  guint digits[8], n = 0;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++) {
    if (i == 4 || i == 7)
      continue;
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    digits[n++] = (guint) g_ascii_digit_value (text[i]);
  }
  return g_date_valid_dmy (
      (GDateDay) (digits[6] * 10 + digits[7]),
      (GDateMonth) (digits[4] * 10 + digits[5]),
      (GDateYear) (digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]));
}

static void
read_text (AnJsonReader *reader,
           const char *key,
           AnJsonPresence presence,
           gsize max_chars,
           gboolean (*is_valid) (const char *),
           const char *complaint,
           char **text)
{
  if (!an_json_reader_enter_member (reader, key, presence))
    return;
  *text = g_strdup (an_json_reader_value_string (reader, max_chars));
  if (!an_json_reader_has_failed (reader) && !is_valid (*text))
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, "%s", complaint);
  an_json_reader_leave (reader);
}

static void
read_id (AnJsonReader *reader, const char *key, AnJsonPresence presence, char **id)
{
  read_text (reader,
             key,
             presence,
             MAX_ID,
             is_id,
             _ ("only small letters a–z, digits and “-” are allowed"), id);
}

static gboolean
has_text (const char *text)
{
  return text[strspn (text, " \t\n")] != '\0';
}

/* Where it comes from and on which day somebody looked. */
static void
read_provenance (AnJsonReader *reader, char **source, char **checked)
{
  read_text (reader,
             "source",
             AN_JSON_REQUIRED,
             MAX_SOURCE,
             has_text,
             _ ("a text must not be empty"), source);
  read_text (reader,
             "checked",
             AN_JSON_REQUIRED,
             10,
             is_date,
             _ ("a date such as 2026-11-24 is expected"), checked);
}

static void
read_steps (AnJsonReader *reader, GPtrArray *steps)
{
  guint length;

  if (!an_json_reader_enter_member (reader, "steps", AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, 1, MAX_STEPS);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    AnBilingual *step = an_bilingual_new ();

    g_ptr_array_add (steps, step);
    an_bilingual_read (step, reader, MAX_STEP);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

static void
read_item (AnJsonReader *reader, AnChecklist *self)
{
  AnChecklistItem *item = g_new0 (AnChecklistItem, 1);

  item->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) an_bilingual_free);
  an_json_reader_allow_members (reader,
                                "id",
                                "title",
                                "why",
                                "steps",
                                "check",
                                "platform",
                                "source",
                                "checked",
                                "verified",
                                NULL);
  read_id (reader, "id", AN_JSON_REQUIRED, &item->id);
  if (an_checklist_find_item (self, item->id) != NULL &&
      an_json_reader_enter_member (reader, "id", AN_JSON_REQUIRED)) {
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“%s” is there twice"), item->id);
    an_json_reader_leave (reader);
  }
  an_bilingual_read_member (&item->title, reader, "title", MAX_TITLE);
  an_bilingual_read_member (&item->why, reader, "why", MAX_WHY);
  read_steps (reader, item->steps);
  read_id (reader, "check", AN_JSON_OPTIONAL, &item->check);
  read_text (reader,
             "platform",
             AN_JSON_OPTIONAL,
             MAX_TITLE,
             has_text,
             _ ("a text must not be empty"), &item->platform);
  read_provenance (reader, &item->source, &item->checked);
  item->verified = an_json_reader_get_boolean (reader, "verified", AN_JSON_REQUIRED, FALSE);
  g_ptr_array_add (self->items, item);
}

static void
read_items (AnJsonReader *reader, AnChecklist *self)
{
  guint length;

  if (!an_json_reader_enter_member (reader, "items", AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, 1, MAX_ITEMS);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    read_item (reader, self);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

/* Exactly one of `ages` and `role`. */
static void
read_audience (AnJsonReader *reader, AnChecklist *self)
{
  gboolean has_ages = an_json_reader_has_member (reader, "ages");

  if (has_ages == an_json_reader_has_member (reader, "role")) {
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("either “ages” or “role” is required"));
    return;
  }
  if (!has_ages) {
    self->audience = an_json_reader_get_enum (reader, "role", AN_JSON_REQUIRED, roles, 0) == 0
                         ? AN_CHECKLIST_FOR_CAREGIVER
                         : AN_CHECKLIST_FOR_SCHOOL;
    return;
  }
  if (!an_json_reader_enter_member (reader, "ages", AN_JSON_REQUIRED))
    return;
  an_json_reader_allow_members (reader, "from", "to", NULL);
  self->from_age = (guint) an_json_reader_get_int (reader, "from", AN_JSON_REQUIRED, 0, MAX_AGE, 0);
  self->to_age = (guint) an_json_reader_get_int (reader, "to", AN_JSON_REQUIRED, 0, MAX_AGE, 0);
  if (self->to_age < self->from_age)
    an_json_reader_fail (reader, AN_JSON_ERROR_VALUE, _ ("“to” is smaller than “from”"));
  an_json_reader_leave (reader);
}

/* Public */

/**
 * an_checklist_new_from_json:
 *
 * Returns: (transfer full): the checklist; %NULL with an #AnJsonError that names the place
 */
AnChecklist *
an_checklist_new_from_json (JsonNode *root, GError **error)
{
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (AnChecklist) self = g_new0 (AnChecklist, 1);

  g_atomic_ref_count_init (&self->references);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) free_item);
  reader = an_json_reader_new (root);
  an_json_reader_expect_schema (reader, "vn.annhi.checklist/1");
  an_json_reader_allow_members (reader,
                                "schema",
                                "id",
                                "ages",
                                "role",
                                "title",
                                "source",
                                "checked",
                                "items",
                                NULL);
  read_id (reader, "id", AN_JSON_REQUIRED, &self->id);
  read_audience (reader, self);
  an_bilingual_read_member (&self->title, reader, "title", MAX_TITLE);
  read_provenance (reader, &self->source, &self->checked);
  read_items (reader, self);
  if (!an_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

AnChecklist *
an_checklist_new_from_data (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = an_json_parse (data, length, AN_JSON_MAX_BYTES, error);

  return root != NULL ? an_checklist_new_from_json (root, error) : NULL;
}

AnChecklist *
an_checklist_ref (AnChecklist *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
an_checklist_unref (AnChecklist *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->id);
  an_bilingual_clear (&self->title);
  g_free (self->source);
  g_free (self->checked);
  g_ptr_array_unref (self->items);
  g_free (self);
}

const char *
an_checklist_get_id (const AnChecklist *self)
{
  return self->id;
}

const char *
an_checklist_get_title (const AnChecklist *self)
{
  return an_bilingual_choose (&self->title);
}

const char *
an_checklist_get_source (const AnChecklist *self)
{
  return self->source;
}

const char *
an_checklist_get_checked (const AnChecklist *self)
{
  return self->checked;
}

AnChecklistAudience
an_checklist_get_audience (const AnChecklist *self)
{
  return self->audience;
}

gboolean
an_checklist_has_age (const AnChecklist *self, guint years)
{
  return self->audience == AN_CHECKLIST_FOR_AGES && years >= self->from_age &&
         years <= self->to_age;
}

guint
an_checklist_get_n_items (const AnChecklist *self)
{
  return self->items->len;
}

const AnChecklistItem *
an_checklist_get_item (const AnChecklist *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return g_ptr_array_index (self->items, index);
}

const AnChecklistItem *
an_checklist_find_item (const AnChecklist *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++) {
    const AnChecklistItem *item = g_ptr_array_index (self->items, i);

    if (g_strcmp0 (item->id, id) == 0)
      return item;
  }
  return NULL;
}

/**
 * an_checklist_list_checks:
 *
 * Returns: (transfer full): ids of the checks that the items name, in their order
 */
char **
an_checklist_list_checks (const AnChecklist *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < self->items->len; i++) {
    const AnChecklistItem *item = g_ptr_array_index (self->items, i);

    if (item->check != NULL)
      g_strv_builder_add (ids, item->check);
  }
  return g_strv_builder_end (ids);
}
