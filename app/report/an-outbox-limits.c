// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What each office accepts, as it last said, so that a file that is too large is told before
 * anything is sent. All offices share one record: the id of a record is readable to whoever copies
 * the vault, and must not tell to whom somebody reported.
 */

#include "base/an-i18n.h"
#include "base/an-json-reader.h"
#include "report/an-outbox-private.h"

#define RECORD_ID "all"
#define SCHEMA "vn.annhi.outbox-limits/1"
#define MAX_SAFE_NUMBER ((gint64) 1 << 53)

/* Until an office has said otherwise. */
#define DEFAULT_EVIDENCE_BYTES (256 * 1024 * 1024)
#define DEFAULT_REPORT_BYTES (1024 * 1024 * 1024)
#define DEFAULT_EVIDENCE_COUNT 50

static JsonObject *
load_offices (AnVault *vault)
{
  g_autoptr (JsonNode) root = an_vault_get_json (vault, AN_OUTBOX_KIND_LIMITS, RECORD_ID, NULL);
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *office;
  JsonNode *limits;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return copy;
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &office, &limits))
    json_object_set_member (copy, office, json_node_copy (limits));
  return copy;
}

static const char *
name_of (const AnReport *report, const char *evidence_id)
{
  for (guint i = 0; report != NULL && i < report->evidence->len; i++) {
    const AnReportEvidence *evidence = g_ptr_array_index (report->evidence, i);

    if (g_strcmp0 (evidence->id, evidence_id) == 0)
      return evidence->name;
  }
  return evidence_id;
}

/* For the outbox */

void
an_outbox_limits_load (AnVault *vault, const char *office, AnOutboxLimits *limits)
{
  g_autoptr (JsonObject) offices = load_offices (vault);
  g_autoptr (AnJsonReader) reader = NULL;
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), offices);
  AnOutboxLimits known;

  *limits =
      (AnOutboxLimits){ DEFAULT_EVIDENCE_BYTES, DEFAULT_REPORT_BYTES, DEFAULT_EVIDENCE_COUNT, 0 };
  reader = an_json_reader_new (root);
  if (!an_json_reader_enter_member (reader, office, AN_JSON_OPTIONAL))
    return;
  an_json_reader_expect_schema (reader, SCHEMA);
  known.max_evidence_bytes = (guint64) an_json_reader_get_int (reader,
                                                               "max_evidence_bytes",
                                                               AN_JSON_REQUIRED,
                                                               0,
                                                               MAX_SAFE_NUMBER,
                                                               0);
  known.max_report_bytes = (guint64)
      an_json_reader_get_int (reader, "max_report_bytes", AN_JSON_REQUIRED, 0, MAX_SAFE_NUMBER, 0);
  known.max_evidence_count = (guint)
      an_json_reader_get_int (reader, "max_evidence_count", AN_JSON_REQUIRED, 0, G_MAXINT, 0);
  known.asked_at =
      an_json_reader_get_int (reader, "asked_at", AN_JSON_REQUIRED, 0, MAX_SAFE_NUMBER, 0);
  if (!an_json_reader_has_failed (reader))
    *limits = known;
}

/* Only a cache: what cannot be kept is asked again. */
void
an_outbox_limits_save (AnVault *vault, const AnIntakeOffice *office)
{
  g_autoptr (JsonObject) offices = load_offices (vault);
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), offices);
  g_autoptr (GError) error = NULL;
  JsonObject *limits = json_object_new ();

  json_object_set_string_member (limits, "schema", SCHEMA);
  json_object_set_int_member (limits, "max_evidence_bytes", (gint64) office->max_evidence_bytes);
  json_object_set_int_member (limits, "max_report_bytes", (gint64) office->max_report_bytes);
  json_object_set_int_member (limits, "max_evidence_count", office->max_evidence_count);
  json_object_set_int_member (limits, "asked_at", g_get_real_time ());
  json_object_set_object_member (offices, office->office, limits);
  if (!an_vault_put_json (vault, AN_OUTBOX_KIND_LIMITS, RECORD_ID, root, &error))
    g_debug ("limits not kept: %s", error->message);
}

/**
 * an_outbox_limits_check:
 * @files: of AnManifestEntry, their ciphertexts
 * @report: (nullable): for the names of the files
 *
 * Returns: whether all files together and each of them fit; otherwise %AN_OUTBOX_ERROR_INVALID
 */
gboolean
an_outbox_limits_check (const AnOutboxLimits *limits,
                        const GPtrArray *files,
                        const AnReport *report,
                        GError **error)
{
  g_autofree char *allowed = NULL;
  guint64 total = 0;

  if (files->len > limits->max_evidence_count) {
    g_set_error (error,
                 AN_OUTBOX_ERROR,
                 AN_OUTBOX_ERROR_INVALID,
                 _ ("too many files: the office takes %u with one report"),
                    limits->max_evidence_count);
    return FALSE;
  }
  for (guint i = 0; i < files->len; i++) {
    const AnManifestEntry *entry = g_ptr_array_index (files, i);

    total += entry->size;
    if (entry->size <= limits->max_evidence_bytes)
      continue;
    allowed = g_format_size (limits->max_evidence_bytes);
    g_set_error (error,
                 AN_OUTBOX_ERROR,
                 AN_OUTBOX_ERROR_INVALID,
                 /* Translators: the name of a file, then a size such as “25 MB” */
                 _ ("“%s”: too large; the office takes files up to %s"),
                    name_of (report, entry->id),
                    allowed);
    return FALSE;
  }
  if (total <= limits->max_report_bytes)
    return TRUE;
  allowed = g_format_size (limits->max_report_bytes);
  g_set_error (error,
               AN_OUTBOX_ERROR,
               AN_OUTBOX_ERROR_INVALID,
               _ ("the files together are too large; the office takes %s with one report"),
                  allowed);
  return FALSE;
}
