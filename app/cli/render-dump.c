/* render-dump.c — draws attention that another program wrote
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/render-dump.h"

#include "app/cli/lines.h"
#include "app/cli/options.h"
#include "app/cli/verb.h"
#include "app/core/figures/axis-titles.h"
#include "ui/token-label.h"

/* Reads one line of a file, from 1; leaves text unchanged if path is NULL. */
static gboolean
read_line (const char  *path,
           guint        number,
           char       **text,
           GError     **error)
{
  g_autoptr(HeedLines) lines = NULL;
  g_autoptr(GError) problem = NULL;
  const HeedLine *line = NULL;

  if (path == NULL)
    return TRUE;

  lines = heed_lines_open (path, error);
  if (lines == NULL)
    return FALSE;

  for (guint i = 0; i < number && problem == NULL; i++)
    if ((line = heed_lines_read (lines, NULL, &problem)) == NULL)
      break;

  if (problem == NULL && line != NULL && line->problem == NULL)
    {
      *text = g_strdup (line->text);
      return TRUE;
    }

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, "%s: expected a line %u, found %s",
               path, number,
               problem != NULL ? problem->message : line != NULL ? line->problem : "fewer");
  return FALSE;
}

static HeedDumpedAttention *
read_sentence (const HeedGivenSentence  *given,
               const HeedDumpView       *view,
               GError                  **error)
{
  guint n_sentences = heed_attention_dump_get_n (view->dump);
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;
  HeedDumpedAttention *attention;

  if (!heed_options_check_range ("--sentence", given->sentence, 1, n_sentences, error) ||
      !read_line (given->source, (guint) given->sentence, &source, error) ||
      !read_line (given->target, (guint) given->sentence, &target, error))
    return NULL;

  attention = heed_attention_dump_read (view->dump, (guint) given->sentence - 1, source, target,
                                        &view->site, error);
  if (attention == NULL)
    g_prefix_error (error, "%s: ", given->dump.path);

  return attention;
}

static HeedHeatmapNotes *
new_notes (void)
{
  const HeedModelInfo nobody = { .source_language = "", .target_language = "" };
  HeedHeatmapNotes *notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (&nobody, HEED_ATTENTION_CROSS);
  notes->column_title = heed_axis_titles_new_columns (&nobody, HEED_ATTENTION_CROSS);

  return notes;
}

static gboolean
save (const HeedDumpedAttention *attention,
      HeedFigure                *figure,
      const char                *path,
      const HeedFigureForm      *form,
      GError                   **error)
{
  g_autoptr(HeedHeatmapNotes) notes = new_notes ();
  g_auto(GStrv) rows = heed_token_label_new_list (attention->target, attention->n_target);
  g_auto(GStrv) columns = heed_token_label_new_list (attention->source, attention->n_source);

  if (figure->focus.index >= (int) attention->n_target)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--step: expected a step below %u, found %d", attention->n_target,
                   figure->focus.index);
      return FALSE;
    }

  figure->scene.row_labels = (const char *const *) rows;
  figure->scene.n_row_labels = attention->n_target;
  figure->scene.column_labels = (const char *const *) columns;
  figure->scene.n_column_labels = attention->n_source;
  figure->scene.matrix = attention->weights;
  figure->scene.notes = notes;
  figure->rows = attention->target;
  figure->n_rows = attention->n_target;
  figure->columns = attention->source;
  figure->n_columns = attention->n_source;

  return heed_figure_save (figure, path, form, error);
}

/**
 * heed_render_dump:
 * @links: its layer and head choose the attention
 * @figure: (inout): view, title and colours are set; the contents are filled in
 *
 * Errors: %HEED_CLI_ERROR_USE; those of heed_attention_dump_open() and
 *   heed_attention_dump_read(), and of heed_figure_save()
 */
gboolean
heed_render_dump (const HeedGivenSentence  *given,
                  const HeedGivenLinks     *links,
                  HeedFigure               *figure,
                  const char               *path,
                  const HeedFigureForm     *form,
                  GError                  **error)
{
  HeedDumpView view = { 0 };
  HeedPairPaths paths = { 0 };
  g_autoptr(HeedAttentionDump) dump = NULL;
  g_autoptr(HeedDumpedAttention) attention = NULL;
  g_autofree char *name = g_path_get_basename (given->dump.path);
  g_autofree char *caption = g_filename_display_name (name);
  gboolean is_open = heed_dump_options_open (&given->dump, links, &view, &paths, NULL, error);

  dump = view.dump;
  if (!is_open || (attention = read_sentence (given, &view, error)) == NULL)
    return FALSE;

  figure->caption = caption;

  return save (attention, figure, path, form, error);
}
