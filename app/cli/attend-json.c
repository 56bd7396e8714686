/* attend-json.c — a decoded sentence as one line of JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/attend-formats.h"
#include "app/core/translation/step-json.h"
#include "engine/files/json-writer.h"

static void
add_labels (HeedJsonWriter *json,
            GPtrArray      *labels)
{
  heed_json_writer_begin_array (json, "tokens");
  for (guint i = 0; i < labels->len; i++)
    heed_json_writer_add_string (json, NULL, g_ptr_array_index (labels, i));
  heed_json_writer_end_array (json);
}

static void
add_source (HeedJsonWriter         *json,
            const HeedAttendRecord *record)
{
  guint n_tokens;
  const HeedToken *tokens = heed_session_get_source (record->session, &n_tokens);

  heed_json_writer_begin_object (json, "source");
  heed_json_writer_add_string (json, "text", record->source_text);
  add_labels (json, record->source_labels);
  heed_json_writer_begin_array (json, "ids");
  for (guint i = 0; i < n_tokens; i++)
    heed_json_writer_add_count (json, NULL, tokens[i].id);
  heed_json_writer_end_array (json);
  heed_json_writer_end_object (json);
}

static void
add_target (HeedJsonWriter         *json,
            const HeedAttendRecord *record)
{
  guint n_steps = heed_session_get_n_steps (record->session);

  heed_json_writer_begin_object (json, "target");
  heed_json_writer_add_string (json, "text", record->target_text);
  add_labels (json, record->target_labels);
  heed_json_writer_begin_array (json, "ids");
  for (guint i = 0; i < n_steps; i++)
    heed_json_writer_add_count (json, NULL, heed_session_get_step (record->session, i)->token.id);
  heed_json_writer_end_array (json);
  heed_json_writer_end_object (json);
}

/* Adds an object with the agreement for each kind of comparable evidence. */
static void
add_agreement (HeedJsonWriter         *json,
               const HeedAttendRecord *record,
               const HeedAttendMap    *map)
{
  if (record->evidence->len == 0)
    return;

  heed_json_writer_begin_object (json, "agreement");
  for (guint i = 0; i < record->evidence->len; i++)
    {
      const HeedAttendEvidence *evidence =
        &g_array_index (record->evidence, HeedAttendEvidence, i);
      double agreement;

      if (heed_attend_record_find_agreement (map, evidence, &agreement))
        heed_json_writer_add_number (json, heed_evidence_get_info (evidence->kind)->name,
                                     agreement);
    }
  heed_json_writer_end_object (json);
}

static void
add_evidence (HeedJsonWriter           *json,
              const HeedAttendEvidence *evidence)
{
  const HeedEvidenceInfo *info = heed_evidence_get_info (evidence->kind);

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_string (json, "evidence", info->name);
  heed_json_writer_add_string (json, "unit", info->unit);
  if (info->is_of_site)
    heed_step_json_add_site (json, evidence->site);
  heed_json_writer_add_matrix (json, "values", evidence->values);
  heed_json_writer_end_object (json);
}

static void
add_all_evidence (HeedJsonWriter         *json,
                  const HeedAttendRecord *record)
{
  if (record->evidence->len == 0)
    return;

  heed_json_writer_begin_array (json, "evidence");
  for (guint i = 0; i < record->evidence->len; i++)
    add_evidence (json, &g_array_index (record->evidence, HeedAttendEvidence, i));
  heed_json_writer_end_array (json);
}

static void
add_map (HeedJsonWriter         *json,
         const HeedAttendRecord *record,
         const HeedAttendMap    *map)
{
  heed_json_writer_begin_object (json, NULL);
  heed_step_json_add_site (json, map->site);
  heed_json_writer_add_matrix (json, "weights", map->weights);
  if (map->scores != NULL)
    heed_json_writer_add_matrix (json, "scores", map->scores);
  add_agreement (json, record, map);
  heed_json_writer_end_object (json);
}

static void
add_score (HeedJsonWriter         *json,
           const HeedAttendRecord *record)
{
  const HeedAttentionMeasures *measures = &record->measures;

  heed_json_writer_begin_object (json, "score");
  heed_json_writer_add_number (json, "log_prob", record->log_prob);
  if (record->has_measures)
    {
      heed_json_writer_add_number (json, "coverage_deviation_penalty",
                                   measures->coverage_deviation_penalty);
      heed_json_writer_add_number (json, "absentmindedness_out", measures->absentmindedness_out);
      heed_json_writer_add_number (json, "absentmindedness_in", measures->absentmindedness_in);
      heed_json_writer_add_number (json, "confidence", measures->confidence);
    }
  heed_json_writer_end_object (json);
}

/* Adds, for each word, the indices of its tokens, from 0. */
static void
add_side_words (HeedJsonWriter *json,
                const char     *name,
                const guint    *words,
                guint           n_tokens)
{
  heed_json_writer_begin_array (json, name);
  for (guint i = 0; i < n_tokens; i++)
    {
      if (i == 0 || words[i] != words[i - 1])
        heed_json_writer_begin_array (json, NULL);
      heed_json_writer_add_count (json, NULL, i);
      if (i + 1 == n_tokens || words[i] != words[i + 1])
        heed_json_writer_end_array (json);
    }
  heed_json_writer_end_array (json);
}

static void
add_words (HeedJsonWriter         *json,
           const HeedAttendRecord *record)
{
  guint n_source;

  if (record->source_words == NULL)
    return;

  heed_session_get_source (record->session, &n_source);
  heed_json_writer_begin_object (json, "words");
  add_side_words (json, "source", record->source_words, n_source);
  add_side_words (json, "target", record->target_words, heed_session_get_n_steps (record->session));
  heed_json_writer_end_object (json);
}

static void
write_record (GString                *out,
              const HeedAttendRecord *record)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  add_source (json, record);
  add_target (json, record);
  add_words (json, record);
  heed_json_writer_begin_array (json, "steps");
  for (guint i = 0; i < heed_session_get_n_steps (record->session); i++)
    heed_step_json_add (json, heed_session_get_step (record->session, i));
  heed_json_writer_end_array (json);
  heed_json_writer_begin_array (json, "attention");
  for (guint i = 0; i < record->maps->len; i++)
    add_map (json, record, &g_array_index (record->maps, HeedAttendMap, i));
  heed_json_writer_end_array (json);
  add_all_evidence (json, record);
  add_score (json, record);
  heed_json_writer_end_object (json);

  g_string_append_printf (out, "%s\n", heed_json_writer_get_text (json));
}

static void
write_problem (GString    *out,
               guint64     number,
               const char *text,
               const char *problem)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_begin_object (json, "source");
  heed_json_writer_add_string (json, "text", text);
  heed_json_writer_end_object (json);
  heed_json_writer_add_string (json, "error", problem);
  heed_json_writer_end_object (json);

  g_string_append_printf (out, "%s\n", heed_json_writer_get_text (json));
}

const HeedAttendFormat heed_attend_json = {
  .write = write_record,
  .fail = write_problem,
};
