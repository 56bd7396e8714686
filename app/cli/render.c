/* render.c — heed-cli render: the heatmap of a sentence, as a picture
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's own drawing on a surface of cairo's; it needs no display.
 */

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <string.h>

#include "app/cli/decoding.h"
#include "app/cli/lines.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/sites.h"
#include "app/cli/verb.h"
#include "ui/heatmap-drawing.h"
#include "ui/token-label.h"

#define MAX_SIDE_PX 16384

/* As given on the command line. */
static struct
{
  char *model;
  char *output;
  int   width;   /* px; points in a PDF */
  int   height;
  char *theme;
  int   layer;
  char *head;
} given = { .width = 900, .height = 700, .layer = HEED_EVERY_LAYER };

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output, "Where to, its ending says what", "FILE.{svg,pdf,png}" },
  { "width", 0, 0, G_OPTION_ARG_INT, &given.width, "Pixels, or points of a PDF (default 900)", "N" },
  { "height", 0, 0, G_OPTION_ARG_INT, &given.height, "Pixels, or points of a PDF (default 700)", "N" },
  { "theme", 0, 0, G_OPTION_ARG_FILENAME, &given.theme, "light (default) or dark", "light|dark" },
  { "layer", 'l', 0, G_OPTION_ARG_INT, &given.layer, "The layer to show, from 0 (default: the last)", "L" },
  { "head", 'H', 0, G_OPTION_ARG_FILENAME, &given.head, "The head to show, from 0 (default: the mean)", "H|mean" },
  G_OPTION_ENTRY_NULL
};

typedef enum {
  FORMAT_SVG,
  FORMAT_PDF,
  FORMAT_PNG
} Format;

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (Format      format,
                GByteArray *bytes)
{
  switch (format)
    {
    case FORMAT_SVG:
      return cairo_svg_surface_create_for_stream (append_bytes, bytes, given.width, given.height);
    case FORMAT_PDF:
      return cairo_pdf_surface_create_for_stream (append_bytes, bytes, given.width, given.height);
    case FORMAT_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, given.width, given.height);
    }
}

static cairo_status_t
draw (Format                  format,
      const HeedHeatmapScene *scene,
      GByteArray             *bytes)
{
  cairo_surface_t *surface = create_surface (format, bytes);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  heed_heatmap_draw (cr, scene, given.width, given.height);
  status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);

  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

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
  g_autofree HeedToken *tokens = NULL;

  *n_labels = heed_session_get_n_steps (session);
  tokens = g_new (HeedToken, MAX (*n_labels, 1));
  for (guint i = 0; i < *n_labels; i++)
    tokens[i] = heed_session_get_step (session, i)->token;

  return heed_token_label_new_list (tokens, *n_labels);
}

static gboolean
write_picture (HeedSession  *session,
               HeedMatrix   *matrix,
               Format        format,
               gboolean      is_dark,
               GError      **error)
{
  guint n_rows;
  guint n_columns;
  g_auto(GStrv) rows = label_target (session, &n_rows);
  g_auto(GStrv) columns = label_source (session, &n_columns);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const HeedHeatmapScene scene = {
    .row_labels = (const char *const *) rows,
    .n_row_labels = n_rows,
    .column_labels = (const char *const *) columns,
    .n_column_labels = n_columns,
    .matrix = matrix,
    .is_dark = is_dark,
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
  };
  cairo_status_t status = draw (format, &scene, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "%s: expected a picture of %d x %d, found: %s", given.output,
                   given.width, given.height, cairo_status_to_string (status));
      return FALSE;
    }

  return g_file_set_contents (given.output, (const char *) bytes->data, bytes->len, error);
}

static gboolean
find_format (Format  *format,
             GError **error)
{
  static const char *const endings[] = { ".svg", ".pdf", ".png" };

  for (guint i = 0; given.output != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (given.output, endings[i]))
      {
        *format = (Format) i;
        return TRUE;
      }

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--output: expected a file that ends in .svg, .pdf or .png, found %s",
               given.output != NULL ? given.output : "none");
  return FALSE;
}

static gboolean
check_options (char           **arguments,
               Format          *format,
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

  return find_format (format, error) &&
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
  const HeedDecodingOptions decoding = { .beam = { .width = 1 } };
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

  session = heed_session_new (model, line->text, error);

  return session != NULL ? heed_decoding_run (session, &decoding, cancellable, error) : NULL;
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
  Format format;
  guint theme;

  if (!check_options (arguments, &format, &theme, &choice, error) ||
      (model = heed_model_option_load (given.model, cancellable, error)) == NULL ||
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

  return write_picture (session, matrix, format, theme == 1, error);
}

const HeedVerb heed_verb_render = {
  .name = "render",
  .arguments = "TEXT -o FILE",
  .summary = "draws the heatmap of a sentence into a file",
  .options = options,
  .run = run,
};
