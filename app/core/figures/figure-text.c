/* figure-text.c — a figure of an attention as a table of numbers, and as JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers are the engine's own, in the same format as in all output of heed-cli.
 */

#include "app/core/figures/figure-text.h"

#include <string.h>

#include "app/core/translation/step-json.h"
#include "engine/files/json-writer.h"

/* --- Tables ---------------------------------------------------------------- */

/* Appends a field, quoted as in RFC 4180 if necessary. */
static void
append_field (GString    *out,
              const char *text,
              char        separator)
{
  if (strpbrk (text, "\"\n\r,\t") == NULL)
    {
      g_string_append (out, text);
      return;
    }

  /* TSV for the clipboard is not quoted, so a tab in a token would begin another cell. */
  if (separator == '\t')
    {
      g_autofree char *plain = g_strdelimit (g_strdup (text), "\t\n\r", ' ');

      g_string_append (out, plain);
      return;
    }

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static char *
to_table (const HeedFigure *figure,
          char              separator)
{
  const HeedHeatmapScene *scene = &figure->scene;
  GString *out = g_string_new (NULL);
  char digits[HEED_NUMBER_BYTES];

  for (guint column = 0; column < scene->matrix->n_columns; column++)
    {
      g_string_append_c (out, separator);
      append_field (out, column < scene->n_column_labels ? scene->column_labels[column] : "",
                    separator);
    }
  g_string_append_c (out, '\n');

  for (guint row = 0; row < scene->matrix->n_rows; row++)
    {
      append_field (out, row < scene->n_row_labels ? scene->row_labels[row] : "", separator);
      for (guint column = 0; column < scene->matrix->n_columns; column++)
        {
          gsize cell = (gsize) row * scene->matrix->n_columns + column;

          g_string_append_c (out, separator);
          g_string_append (out, heed_json_format_number (scene->matrix->values[cell], digits));
        }
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

char *
heed_figure_to_csv (const HeedFigure *figure)
{
  return to_table (figure, ',');
}

char *
heed_figure_to_tsv (const HeedFigure *figure)
{
  return to_table (figure, '\t');
}

/* --- JSON ------------------------------------------------------------------- */

static void
add_side (HeedJsonWriter  *json,
          const char      *name,
          const char      *text,
          const HeedToken *tokens,
          guint            n_tokens)
{
  heed_json_writer_begin_object (json, name);
  heed_json_writer_add_string (json, "text", text);
  heed_json_writer_begin_array (json, "tokens");
  for (guint i = 0; i < n_tokens; i++)
    heed_json_writer_add_string (json, NULL, tokens[i].text);
  heed_json_writer_end_array (json);
  heed_json_writer_begin_array (json, "ids");
  for (guint i = 0; i < n_tokens; i++)
    heed_json_writer_add_count (json, NULL, tokens[i].id);
  heed_json_writer_end_array (json);
  heed_json_writer_end_object (json);
}

static char *
decode_target (HeedModel       *model,
               const HeedToken *tokens,
               guint            n_tokens)
{
  g_autofree guint32 *ids = g_new (guint32, n_tokens + 1);

  for (guint i = 0; i < n_tokens; i++)
    ids[i] = tokens[i].id;

  return heed_model_decode_target (model, ids, n_tokens);
}

static void
add_attention (HeedJsonWriter        *json,
               const HeedTranslation *translation)
{
  g_autoptr(HeedMatrix) weights = heed_translation_dup_attention (translation);

  heed_json_writer_begin_array (json, "attention");
  if (weights != NULL)
    {
      heed_json_writer_begin_object (json, NULL);
      heed_step_json_add_site (json, translation->site);
      heed_json_writer_add_matrix (json, "weights", weights);
      heed_json_writer_end_object (json);
    }
  heed_json_writer_end_array (json);
}

static const char *
name_kind (HeedGoldKind kind)
{
  return kind == HEED_GOLD_SURE ? "sure" : kind == HEED_GOLD_POSSIBLE ? "possible" : "none";
}

static const char *
name_outcome (HeedLinkOutcome outcome)
{
  return outcome == HEED_OUTCOME_HIT      ? "hit"
         : outcome == HEED_OUTCOME_WRONG  ? "wrong"
         : outcome == HEED_OUTCOME_MISSED ? "missed"
         : outcome == HEED_OUTCOME_CARRIES ? "carries"
                                           : "none";
}

/* Adds the gold links and their outcomes; positions are rows and columns of the weights. */
static void
add_links (HeedJsonWriter         *json,
           const HeedHeatmapNotes *notes)
{
  if (notes == NULL || !notes->has_gold)
    return;

  heed_json_writer_begin_array (json, "links");
  for (guint i = 0; i < notes->n_links; i++)
    {
      const HeedLinkMark *mark = &notes->links[i];

      heed_json_writer_begin_object (json, NULL);
      heed_json_writer_add_count (json, "first_row", mark->first_row);
      heed_json_writer_add_count (json, "n_rows", mark->n_rows);
      heed_json_writer_add_count (json, "first_column", mark->first_column);
      heed_json_writer_add_count (json, "n_columns", mark->n_columns);
      heed_json_writer_add_string (json, "gold", name_kind (mark->kind));
      heed_json_writer_add_string (json, "outcome", name_outcome (mark->outcome));
      heed_json_writer_end_object (json);
    }
  heed_json_writer_end_array (json);
}

/* Adds the changes in words; none if the figure shows what the model does by itself. */
static void
add_changes (HeedJsonWriter   *json,
             const HeedFigure *figure)
{
  if (figure->changes == NULL || figure->changes[0] == NULL)
    return;

  heed_json_writer_begin_array (json, "changes");
  for (guint i = 0; figure->changes[i] != NULL; i++)
    heed_json_writer_add_string (json, NULL, figure->changes[i]);
  heed_json_writer_end_array (json);
}

char *
heed_figure_to_json (const HeedFigure *figure)
{
  const HeedTranslation *translation = figure->translation;
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();
  guint n_target;
  g_autofree HeedToken *target = heed_translation_list_target (translation, &n_target);
  g_autofree char *text = decode_target (figure->model, target, n_target);

  heed_json_writer_begin_object (json, NULL);
  add_side (json, "source", figure->text,
            translation->source != NULL ? translation->source->tokens : NULL,
            heed_translation_get_n_source (translation));
  add_side (json, "target", text, target, n_target);
  add_changes (json, figure);
  heed_json_writer_begin_array (json, "steps");
  for (guint t = 0; t < n_target; t++)
    heed_step_json_add (json, heed_translation_get_step (translation, t));
  heed_json_writer_end_array (json);
  add_attention (json, translation);
  add_links (json, figure->scene.notes);
  heed_json_writer_begin_object (json, "score");
  heed_json_writer_add_number (json, "log_prob", heed_translation_get_log_prob (translation));
  heed_json_writer_end_object (json);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}
