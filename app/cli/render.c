/* render.c — heed-cli render: the heatmap of a sentence, as a picture
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's own drawing on a surface of cairo's; it needs no display.
 */

#include <string.h>

#include "app/cli/lines.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/sites.h"
#include "app/cli/verb.h"
#include "app/core/axis-titles.h"
#include "app/core/picture.h"
#include "app/core/tokens.h"
#include "app/core/walk.h"
#include "ui/heatmap-drawing.h"
#include "ui/token-label.h"

#define MAX_SIDE_PX 16384

/* As given on the command line. */
static struct
{
  char *model;
  int   max_source_length;
  char *output;
  int   width;   /* px; points in a PDF */
  int   height;
  char *theme;
  int   layer;
  char *head;
} given = { .max_source_length = HEED_MAX_SOURCE_LENGTH,
            .width = 900,
            .height = 700,
            .layer = HEED_EVERY_LAYER };

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  HEED_OPTION_MAX_SOURCE_LENGTH (&given.max_source_length),
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output, "Where to, its ending says what",
    "FILE.{svg,pdf,png}" },
  { "width", 0, 0, G_OPTION_ARG_INT, &given.width, "Pixels, or points of a PDF (default 900)",
    "N" },
  { "height", 0, 0, G_OPTION_ARG_INT, &given.height, "Pixels, or points of a PDF (default 700)",
    "N" },
  { "theme", 0, 0, G_OPTION_ARG_FILENAME, &given.theme, "light (default) or dark", "light|dark" },
  { "layer", 'l', 0, G_OPTION_ARG_INT, &given.layer,
    "The layer to show, from 0 (default: the last)", "L" },
  { "head", 'H', 0, G_OPTION_ARG_FILENAME, &given.head,
    "The head to show, from 0 (default: the mean)", "H|mean" },
  G_OPTION_ENTRY_NULL
};

static char **
label_source (HeedSession *session,
              guint       *n_labels)
{
  const HeedToken *tokens = heed_session_get_source (session, n_labels);

  return heed_token_label_new_list (tokens, *n_labels);
}

static char **
label_target (HeedSession *session,
              guint       *n_labels)
{
  g_autofree HeedToken *tokens = heed_tokens_list_target (session, n_labels);

  return heed_token_label_new_list (tokens, *n_labels);
}

static void
draw (gpointer  data,
      cairo_t  *cr,
      double    width,
      double    height)
{
  heed_heatmap_draw (cr, data, width, height);
}

static HeedHeatmapNotes *
new_notes (HeedSession *session)
{
  const HeedModelInfo *info = heed_model_get_info (heed_session_get_model (session));
  HeedHeatmapNotes *notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (info, HEED_ATTENTION_CROSS);
  notes->column_title = heed_axis_titles_new_columns (info, HEED_ATTENTION_CROSS);

  return notes;
}

static gboolean
write_picture (HeedSession  *session,
               HeedMatrix   *matrix,
               gboolean      is_dark,
               GError      **error)
{
  g_autoptr(HeedHeatmapNotes) notes = new_notes (session);
  guint n_rows;
  guint n_columns;
  g_auto(GStrv) rows = label_target (session, &n_rows);
  g_auto(GStrv) columns = label_source (session, &n_columns);
  HeedHeatmapScene scene = {
    .row_labels = (const char *const *) rows,
    .n_row_labels = n_rows,
    .column_labels = (const char *const *) columns,
    .n_column_labels = n_columns,
    .matrix = matrix,
    .is_dark = is_dark,
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
    .notes = notes,
  };

  return heed_picture_save (given.output, given.width, given.height, draw, &scene, error);
}

static gboolean
check_output (GError **error)
{
  if (given.output != NULL && heed_picture_can_save (given.output))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--output: expected a file that ends in .svg, .pdf or .png, found %s",
               given.output != NULL ? given.output : "none");
  return FALSE;
}

static gboolean
check_options (char           **arguments,
               guint           *theme,
               HeedSiteChoice  *choice,
               GError         **error)
{
  static const char *const themes[] = { "light", "dark", NULL };

  if (g_strv_length (arguments) != 1)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "arguments: expected one text, found %u", g_strv_length (arguments));
      return FALSE;
    }

  return check_output (error) &&
         heed_options_parse_choice ("--theme", given.theme, themes, theme, error) &&
         heed_options_check_range ("--width", given.width, 1, MAX_SIDE_PX, error) &&
         heed_options_check_range ("--height", given.height, 1, MAX_SIDE_PX, error) &&
         heed_sites_parse (given.layer, given.head, choice, error);
}

static HeedSession *
decode (HeedModel     *model,
        char         **arguments,
        GCancellable  *cancellable,
        GError       **error)
{
  const HeedWalk greedy = HEED_WALK_GREEDY;
  g_autoptr(HeedLines) lines = heed_lines_new (arguments);
  g_autoptr(GError) problem = NULL;
  const HeedLine *line = heed_lines_read (lines, cancellable, &problem);
  HeedSession *session;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  if (line == NULL || line->problem != NULL)
    {
      g_set_error_literal (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                           line != NULL ? line->problem : "text: expected a line, found none");
      return NULL;
    }

  session = heed_walk_start (model, line->text, HEED_GIVEN_TEXT, error);

  return session != NULL ? heed_walk_run (session, &greedy, cancellable, error) : NULL;
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedMatrix) matrix = NULL;
  HeedSiteChoice choice;
  HeedAttentionSite site;
  guint theme;

  if (!check_options (arguments, &theme, &choice, error) ||
      !heed_output_check_file (given.output, error) ||
      (model = heed_model_option_load_to_read (given.model, given.max_source_length, cancellable,
                                               error)) == NULL ||
      !heed_sites_check (model, &choice, FALSE, error) ||
      (session = decode (model, arguments, cancellable, error)) == NULL)
    return FALSE;

  if (heed_sites_choose_one (model, &choice, &site))
    matrix = heed_session_dup_attention (session, site);

  if (matrix == NULL)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "model: expected one with attention, found one without");
      return FALSE;
    }

  return write_picture (session, matrix, theme == 1, error);
}

const HeedVerb heed_verb_render = {
  .name = "render",
  .arguments = "TEXT -o FILE",
  .summary = "draws the heatmap of a sentence into a file",
  .options = options,
  .model = &given.model,
  .run = run,
};
