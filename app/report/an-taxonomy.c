// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The words of category, urgency and role; what they mean for people is data/report/taxonomy.json.
 */

#define G_LOG_DOMAIN "an-report"

#include "report/an-taxonomy.h"

#include "base/an-text.h"
#include "report/an-content.h"

#define MAX_TITLE 80
#define MAX_TEXT 1000

typedef struct {
  AnContentText title, example, advice, advice_child; /* (owned) */
  char *legal;                                        /* (owned) */
  AnUrgency urgency;
  gboolean fingerprint_only;
} Category;

typedef struct {
  Category categories[AN_N_CATEGORIES];
  AnContentText urgencies[AN_N_URGENCIES]; /* (owned) */
  AnContentText roles[AN_N_ROLES];         /* (owned) */
} Taxonomy;

const char *const an_category_ids[] = {
  "privacy-leak", "harmful-content", "bullying", "grooming-fraud", "sexual-abuse",
  "csam",         "other",           NULL,
};
const char *const an_urgency_ids[] = { "immediate", "high", "normal", NULL };
const char *const an_role_ids[] = { "child", "parent", "carer", "teacher", "witness", NULL };

/* Helpers */

/* The entries stand in the order of the enum. */
static void
expect_id (AnJsonReader *reader, const char *id)
{
  const char *only[] = { id, NULL };

  an_json_reader_get_enum (reader, "id", AN_JSON_REQUIRED, only, 0);
}

static void
read_category (AnJsonReader *reader, Category *category)
{
  an_json_reader_allow_members (reader,
                                "id",
                                "title",
                                "example",
                                "legal",
                                "urgency",
                                "fingerprint_only",
                                "advice",
                                "advice_child",
                                NULL);
  an_content_read_text (reader, "title", MAX_TITLE, &category->title);
  an_content_read_text (reader, "example", MAX_TEXT, &category->example);
  an_content_read_text (reader, "advice", MAX_TEXT, &category->advice);
  an_content_read_text (reader, "advice_child", MAX_TEXT, &category->advice_child);
  category->legal =
      g_strdup (an_json_reader_get_string (reader, "legal", AN_JSON_REQUIRED, MAX_TEXT));
  category->urgency = (AnUrgency) an_json_reader_get_enum (reader,
                                                           "urgency",
                                                           AN_JSON_REQUIRED,
                                                           an_urgency_ids,
                                                           AN_URGENCY_NORMAL);
  category->fingerprint_only =
      an_json_reader_get_boolean (reader, "fingerprint_only", AN_JSON_REQUIRED, TRUE);
}

static void
read_categories (AnJsonReader *reader, Taxonomy *taxonomy)
{
  guint length;

  if (!an_json_reader_enter_member (reader, "categories", AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, AN_N_CATEGORIES, AN_N_CATEGORIES);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    expect_id (reader, an_category_ids[i]);
    read_category (reader, &taxonomy->categories[i]);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

static void
read_names (AnJsonReader *reader,
            const char *key,
            const char *const *ids,
            AnContentText *names,
            guint n_names)
{
  guint length;

  if (!an_json_reader_enter_member (reader, key, AN_JSON_REQUIRED))
    return;
  length = an_json_reader_expect_array (reader, n_names, n_names);
  for (guint i = 0; i < length && an_json_reader_enter_element (reader, i); i++) {
    an_json_reader_allow_members (reader, "id", "name", NULL);
    expect_id (reader, ids[i]);
    an_content_read_text (reader, "name", MAX_TITLE, &names[i]);
    an_json_reader_leave (reader);
  }
  an_json_reader_leave (reader);
}

/* Lives as long as the program. */
static Taxonomy *
load (void)
{
  Taxonomy *taxonomy = g_new0 (Taxonomy, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = an_content_load ("taxonomy.json", &error);
  g_autoptr (AnJsonReader) reader = NULL;

  if (root == NULL) {
    g_critical ("%s", error->message);
    return taxonomy;
  }
  reader = an_json_reader_new (root);
  an_json_reader_expect_schema (reader, "vn.annhi.taxonomy/1");
  an_json_reader_allow_members (reader,
                                "schema",
                                "source",
                                "checked",
                                "verified",
                                "categories",
                                "urgencies",
                                "roles",
                                NULL);
  read_categories (reader, taxonomy);
  read_names (reader, "urgencies", an_urgency_ids, taxonomy->urgencies, AN_N_URGENCIES);
  read_names (reader, "roles", an_role_ids, taxonomy->roles, AN_N_ROLES);
  if (!an_json_reader_finish (reader, &error))
    g_critical ("taxonomy.json: %s", error->message);
  return taxonomy;
}

static const Taxonomy *
get_taxonomy (void)
{
  static gsize loaded = 0;

  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize) load ());
  return (const Taxonomy *) loaded;
}

static const Category *
get_category (AnCategory category)
{
  g_return_val_if_fail (category >= 0 && category < AN_N_CATEGORIES,
                        &get_taxonomy ()->categories[AN_CATEGORY_OTHER]);

  return &get_taxonomy ()->categories[category];
}

static const char *
choose (const AnContentText *text)
{
  return an_text_choose (text->vi, text->en);
}

/* Public */

const char *
an_category_get_name (AnCategory category)
{
  return choose (&get_category (category)->title);
}

const char *
an_category_get_example (AnCategory category)
{
  return choose (&get_category (category)->example);
}

/**
 * an_category_get_legal_name:
 *
 * Returns: how the authorities word @category, in Vietnamese whatever the interface speaks
 */
const char *
an_category_get_legal_name (AnCategory category)
{
  return get_category (category)->legal;
}

/**
 * an_category_get_advice:
 * @role: who reads it; a child is spoken to in its own voice
 *
 * Returns: what to read before evidence is added
 */
const char *
an_category_get_advice (AnCategory category, AnRole role)
{
  const Category *entry = get_category (category);

  return choose (role == AN_ROLE_CHILD ? &entry->advice_child : &entry->advice);
}

const char *
an_urgency_get_name (AnUrgency urgency)
{
  g_return_val_if_fail (urgency < AN_N_URGENCIES, NULL);

  return choose (&get_taxonomy ()->urgencies[urgency]);
}

const char *
an_role_get_name (AnRole role)
{
  g_return_val_if_fail (role >= 0 && role < AN_N_ROLES, NULL);

  return choose (&get_taxonomy ()->roles[role]);
}

AnUrgency
an_category_default_urgency (AnCategory category)
{
  return get_category (category)->urgency;
}

gboolean
an_category_is_fingerprint_only (AnCategory category)
{
  return get_category (category)->fingerprint_only;
}
