/* corpus-report.c — an HTML page that shows the worst pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page is one self-contained file. Each picture is a separate SVG image in a data URL, so that
 * the ids in one picture cannot clash with those in another.
 */

#include "app/core/corpus/corpus-report.h"

#include <cairo-svg.h>
#include <math.h>

#include "app/core/corpus/corpus-filter.h"
#include "app/core/figures/axis-titles.h"
#include "app/core/figures/figure.h"
#include "app/core/links/gold-marks.h"

#define WIDTH_PX    760
#define LABEL_PX    150
#define CELL_PX     30
#define MIN_HEIGHT_PX 220

static void
clear_exported (gpointer data)
{
  g_clear_pointer (&((HeedExportedPair *) data)->gold, heed_alignment_unref);
}

GArray *
heed_exported_pairs_new (void)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (HeedExportedPair));

  g_array_set_clear_func (pairs, clear_exported);

  return pairs;
}

/* --- The picture ----------------------------------------------------------- */

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static guint *
count_up (guint n)
{
  guint *numbers = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    numbers[i] = i;

  return numbers;
}

static void
note_gold (HeedHeatmapNotes       *notes,
           const HeedReportedPair *pair)
{
  g_autoptr(HeedGold) gold =
    heed_gold_new (pair->texts->source, pair->texts->target, pair->exported->gold);
  guint n_rows = heed_gold_get_n_target (gold);
  guint n_columns = heed_gold_get_n_source (gold);
  g_autofree guint *numbers = count_up (MAX (n_rows, n_columns));
  const HeedGoldAxis rows = { .words = numbers, .n_tokens = n_rows };
  const HeedGoldAxis columns = { .words = numbers, .n_tokens = n_columns };
  GArray *marks;

  heed_gold_set_found_links (gold, pair->links);
  marks = heed_gold_marks_new (gold, &rows, &columns);
  notes->has_gold = TRUE;
  notes->n_links = marks->len;
  notes->links = (HeedLinkMark *) (gpointer) g_array_free (marks, FALSE);
}

static HeedHeatmapNotes *
new_notes (const HeedCorpusExport *corpus,
           const HeedReportedPair *pair)
{
  const HeedModelInfo *info = corpus->model != NULL ? heed_model_get_info (corpus->model) : NULL;
  HeedHeatmapNotes *notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (info, HEED_ATTENTION_CROSS);
  notes->column_title = heed_axis_titles_new_columns (info, HEED_ATTENTION_CROSS);
  if (pair->exported->gold != NULL)
    note_gold (notes, pair);

  return notes;
}

static GByteArray *
draw (const HeedFigure *figure,
      double            height)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_svg_surface_create_for_stream (append_bytes, bytes, WIDTH_PX, height);
  cairo_t *cr = cairo_create (surface);

  heed_figure_draw ((gpointer) figure, cr, WIDTH_PX, height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return bytes;
}

static void
append_picture (GString                *page,
                const HeedCorpusExport *corpus,
                const HeedReportedPair *pair)
{
  g_auto(GStrv) rows = heed_words_split (pair->texts->target);
  g_auto(GStrv) columns = heed_words_split (pair->texts->source);
  g_autoptr(HeedHeatmapNotes) notes = new_notes (corpus, pair);
  const HeedFigure figure = {
    .view = HEED_FIGURE_MATRIX,
    .scene = { .row_labels = (const char *const *) rows, .n_row_labels = g_strv_length (rows),
               .column_labels = (const char *const *) columns,
               .n_column_labels = g_strv_length (columns), .matrix = pair->words,
               .selected_row = -1, .selected_column = -1, .n_played = G_MAXUINT, .notes = notes },
    .focus = { .index = -1 }, .row = -1, .column = -1,
  };
  double height = MAX (LABEL_PX + CELL_PX * (double) g_strv_length (rows), MIN_HEIGHT_PX);
  g_autoptr(GByteArray) bytes = draw (&figure, height);
  g_autofree char *encoded = g_base64_encode (bytes->data, bytes->len);

  g_string_append_printf (page, "<img width=\"%d\" alt=\"attention\" "
                          "src=\"data:image/svg+xml;base64,%s\">\n", WIDTH_PX, encoded);
}

/* --- Words ----------------------------------------------------------------- */

static void
append_text (GString    *page,
             const char *tag,
             const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (page, "<%s>%s</%s>\n", tag, escaped, tag);
}

static void
append_number (GString    *page,
               const char *name,
               double      value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_string_append_printf (page, "<span>%s <b>%s</b></span>\n", name,
                            g_ascii_formatd (digits, sizeof digits, "%.3f", value));
}

char *
heed_corpus_report_new_head (const HeedCorpusExport *corpus)
{
  const HeedCorpusSummary *summary = &corpus->summary;
  g_autofree char *name =
    g_path_get_basename (heed_corpus_files_get_path (corpus->files));
  GString *page = g_string_new (
    "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
    "<style>body { font-family: sans-serif; max-width: 800px; margin: 2em auto }\n"
    "span { margin-right: 1em; white-space: nowrap } h2 { margin-top: 2em }</style>\n");

  append_text (page, "title", name);
  g_string_append (page, "</head><body>\n");
  append_text (page, "h1", name);
  if (corpus->model != NULL)
    append_text (page, "p", heed_model_get_info (corpus->model)->name);
  append_text (page, "p", corpus->settings);
  g_string_append_printf (page, "<p><span>sentences <b>%" G_GUINT64_FORMAT "</b></span>\n",
                          summary->n_lines);
  if (summary->n_gold > 0)
    {
      append_number (page, "AER", summary->score.error_rate);
      append_number (page, "from", summary->error_rate.low);
      append_number (page, "to", summary->error_rate.high);
      append_number (page, "precision", summary->score.precision);
      append_number (page, "recall", summary->score.recall);
    }
  append_number (page, "log p per token", summary->log_prob_per_token);
  g_string_append (page, "</p>\n");

  return g_string_free (page, FALSE);
}

char *
heed_corpus_report_new_pair (const HeedCorpusExport *corpus,
                             const HeedReportedPair *pair)
{
  GString *page = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf ("%u", pair->exported->i + 1);

  append_text (page, "h2", title);
  append_text (page, "p", pair->texts->source);
  append_text (page, "p", pair->texts->target != NULL ? pair->texts->target : "");
  g_string_append (page, "<p>");
  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_MEASURE_FLAGS; i++)
    append_number (page, heed_measure_get_name ((HeedMeasure) i),
                   heed_corpus_row_get (&pair->exported->row, (HeedMeasure) i));
  g_string_append (page, "</p>\n");
  if (pair->words != NULL && pair->texts->target != NULL)
    append_picture (page, corpus, pair);

  return g_string_free (page, FALSE);
}

char *
heed_corpus_report_new_end (void)
{
  return g_strdup ("</body></html>\n");
}
