/* render.c — heed-cli render: draws the attention of a sentence into a picture, page or table
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes the same files as the export of the window, with the same code, without a display.
 */

#include <string.h>

#include "app/cli/lines.h"
#include "app/cli/link-options.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/render-dump.h"
#include "app/cli/sites.h"
#include "app/cli/verb.h"
#include "app/core/figures/axis-titles.h"
#include "app/core/figures/figure-file.h"
#include "app/core/links/gold-marks.h"
#include "app/core/links/head-list.h"
#include "app/core/translation/walk.h"
#include "app/core/words/tokens.h"
#include "ui/token-label.h"

#define MAX_SIDE_PX 16384

/* As given on the command line. */
static struct
{
  char *model;
  int   max_source_length;
  char *output;
  int   width;   /* px; points in PDF */
  int   height;
  char *theme;
  int   layer;
  char *head;
  char *view;
  char *title;
  char *gold;
  HeedGivenLinks links;
  int   step;    /* step whose partners are highlighted; -1: none */
  gboolean outlines;
} given = { .max_source_length = HEED_MAX_SOURCE_LENGTH,
            .width = 900,
            .height = 700,
            .layer = HEED_EVERY_LAYER,
            .links = HEED_GIVEN_LINKS_DEFAULT,
            .step = -1 };

static HeedGivenSentence given_sentence = HEED_GIVEN_SENTENCE_DEFAULT;

/* The parsed options. */
static HeedFigureView choice_view;
static gboolean has_gold;
static HeedLinkOptions link_options;

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  HEED_OPTION_MAX_SOURCE_LENGTH (&given.max_source_length),
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output,
    "The file to write; its extension selects the format",
    "FILE.{svg,pdf,png,html,tex,csv,json}" },
  { "view", 0, 0, G_OPTION_ARG_FILENAME, &given.view,
    "The view to draw (default: matrix)", "matrix|ribbons|wall|text|gold" },
  { "gold", 0, 0, G_OPTION_ARG_FILENAME, &given.gold,
    "The gold links for --view gold: 0-0 1p2, words counted from 0", "LINKS" },
  { "rule", 0, 0, G_OPTION_ARG_FILENAME, &given.links.rule,
    "How weights become links: argmax (default), threshold=X or relative=X", "RULE" },
  { "shift", 0, 0, G_OPTION_ARG_INT, &given.links.shift,
    "0 (default): a row belongs to the token its step emits; 1: to the token it reads", "N" },
  { "title", 't', 0, G_OPTION_ARG_FILENAME, &given.title, "The title above the picture", "TEXT" },
  { "outlines", 0, 0, G_OPTION_ARG_NONE, &given.outlines,
    "Draw the text of an SVG as outlines", NULL },
  { "step", 0, 0, G_OPTION_ARG_INT, &given.step,
    "The step to highlight in ribbons and text, from 0 (default: all ribbons; the first word)",
    "T" },
  { "width", 0, 0, G_OPTION_ARG_INT, &given.width,
    "Width in pixels, or points for a PDF (default 900)",
    "N" },
  { "height", 0, 0, G_OPTION_ARG_INT, &given.height,
    "Height in pixels, or points for a PDF (default 700)",
    "N" },
  { "theme", 0, 0, G_OPTION_ARG_FILENAME, &given.theme,
    "The colour theme: light (default) or dark", "light|dark" },
  { "layer", 'l', 0, G_OPTION_ARG_INT, &given.layer,
    "The layer to show, counted from 0 (default: the last)", "L" },
  { "head", 'H', 0, G_OPTION_ARG_FILENAME, &given.head,
    "The head to show, from 0 (default: the mean)", "H|mean" },
  HEED_OPTIONS_SENTENCE (&given_sentence),
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

static HeedHeatmapNotes *
new_notes (HeedSession *session)
{
  const HeedModelInfo *info = heed_model_get_info (heed_session_get_model (session));
  HeedHeatmapNotes *notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (info, HEED_ATTENTION_CROSS);
  notes->column_title = heed_axis_titles_new_columns (info, HEED_ATTENTION_CROSS);

  return notes;
}

/* The translation in the form that the figures of the window use. */
static HeedTranslation *
new_translation (HeedSession       *session,
                 HeedAttentionSite  site)
{
  HeedTranslation *translation = heed_translation_new ();
  guint n_source;
  const HeedToken *source = heed_session_get_source (session, &n_source);

  translation->source = heed_tokens_new (source, n_source);
  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    g_ptr_array_add (translation->steps, heed_step_ref (heed_session_get_step (session, t)));
  translation->site = site;
  translation->is_whole = TRUE;

  return translation;
}

static HeedSiteRange
get_range (HeedModel *model)
{
  return (HeedSiteRange) { heed_model_get_n_layers (model, HEED_ATTENTION_CROSS),
                           heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, 0) };
}

static char *
new_caption (HeedModel         *model,
             HeedAttentionSite  site)
{
  g_autofree char *which = heed_head_dup_site_title (site, get_range (model));
  const char *name = heed_model_get_info (model)->name;

  /* With a single layer and head, the site needs no mention. */
  if (get_range (model).n_layers < 2 && get_range (model).n_heads < 2)
    return g_strdup (name);

  return *which != '\0' ? g_strdup_printf ("%s · %s", name, which) : g_strdup (name);
}

static void
clear_wall_head (gpointer data)
{
  g_free (((HeedWallHead *) data)->title);
}

static GArray *
list_heads (HeedModel             *model,
            const HeedTranslation *translation,
            GArray                *heads)
{
  GArray *wall = g_array_new (FALSE, TRUE, sizeof (HeedWallHead));

  g_array_set_clear_func (wall, clear_wall_head);
  for (guint i = 0; i < heads->len; i++)
    {
      const HeedHead *head = &g_array_index (heads, HeedHead, i);
      HeedWallHead thumb = { .attention = head->attention, .number = (char *) "" };

      thumb.title = heed_head_dup_site_title (head->site, get_range (model));
      g_array_append_val (wall, thumb);
    }

  return wall;
}

/* Rows and columns are always tokens here; the window can also show words. */
static void
add_heads (HeedFigure   *figure,
           GArray      **heads,
           GArray      **wall)
{
  g_autoptr(HeedWordMap) rows = heed_word_map_new_plain (figure->rows, figure->n_rows);
  g_autoptr(HeedWordMap) columns = heed_word_map_new_plain (figure->columns, figure->n_columns);
  HeedSiteRange range = get_range (figure->model);

  *heads = heed_head_list_new (figure->translation, range, rows, columns);
  *wall = list_heads (figure->model, figure->translation, *heads);
  figure->heads = (const HeedWallHead *) (gpointer) (*wall)->data;
  figure->n_heads = (*wall)->len;
  figure->n_per_line = range.n_heads > 1 ? range.n_heads + 1 : 0;
}

/* --- Gold links ---------------------------------------------------------- */

/* The text that the model wrote, or that was given as target. Caller frees. */
static char *
dup_target_text (HeedSession *session)
{
  guint n_ids = 0;
  g_autofree guint32 *ids = g_new (guint32, heed_session_get_n_steps (session) + 1);

  if (given_sentence.target != NULL)
    return g_strdup (given_sentence.target);

  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    ids[n_ids++] = heed_session_get_step (session, t)->token.id;

  return heed_model_decode_target (heed_session_get_model (session), ids, n_ids);
}

/* Parses --gold; fails if a link is not between words of the two sentences. */
static HeedGold *
parse_gold (const char  *source,
            const char  *target,
            GError     **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeedAlignment) links = heed_alignment_parse (given.gold, 0, &problem);
  guint n_source = heed_words_count (source);
  guint n_target = heed_words_count (target);

  if (links == NULL)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, "--gold: %s", problem->message);
      return NULL;
    }

  for (guint i = 0; i < links->n_links; i++)
    if (links->links[i].source >= n_source || links->links[i].target >= n_target)
      {
        g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                     "--gold: expected links between %u and %u words, counted from 0, found %u-%u",
                     n_source, n_target, links->links[i].source, links->links[i].target);
        return NULL;
      }

  return heed_gold_new (source, target, links);
}

/* Compares the attention with the gold links, and adds marks for both to the notes. */
static gboolean
add_gold (HeedSession       *session,
          const char        *text,
          HeedMatrix        *attention,
          HeedHeatmapNotes  *notes,
          GError           **error)
{
  HeedModel *model = heed_session_get_model (session);
  g_autofree char *target_text = dup_target_text (session);
  const HeedInputLine source_line = { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, text };
  const HeedInputLine target_line = { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, target_text };
  g_autoptr(HeedGold) gold = parse_gold (text, target_text, error);
  g_auto(HeedWords) source = { 0 };
  g_auto(HeedWords) target = { 0 };
  g_autofree guint *source_words = NULL;
  g_autofree guint *target_words = NULL;
  g_autoptr(HeedAlignment) found = NULL;
  guint n_source;
  const HeedToken *tokens = heed_session_get_source (session, &n_source);
  GArray *marks;

  if (gold == NULL || !heed_words_read (&source, model, &source_line, error) ||
      !heed_words_read (&target, model, &target_line, error))
    return FALSE;

  source_words = heed_words_dup_of_tokens (&source, tokens, n_source);
  target_words = heed_words_dup_of_steps (&target, attention->n_rows, 0);
  found = heed_gold_find_links (attention, &target, &source, source_words, &link_options);
  heed_gold_set_found_links (gold, found);
  marks = heed_gold_marks_new (gold,
                               &(HeedGoldAxis) { target_words, NULL, attention->n_rows },
                               &(HeedGoldAxis) { source_words, NULL, n_source });
  notes->has_gold = TRUE;
  notes->n_links = marks->len;
  notes->links = (HeedLinkMark *) (gpointer) g_array_free (marks, FALSE);

  return TRUE;
}

static HeedPlace
choose_focus (void)
{
  gboolean has_step = given.step >= 0;
  int step = has_step ? given.step : choice_view == HEED_FIGURE_TEXT ? 0 : -1;

  return (HeedPlace) { step >= 0, step };
}

static gboolean
write_figure (HeedSession        *session,
              const char         *text,
              HeedAttentionSite   site,
              gboolean            is_dark,
              GError            **error)
{
  HeedModel *model = heed_session_get_model (session);
  const HeedFigureForm form = { .width = given.width, .height = given.height,
                                .has_outlines = given.outlines };
  g_autoptr(HeedMatrix) matrix = heed_session_dup_attention (session, site);
  g_autoptr(HeedHeatmapNotes) notes = new_notes (session);
  g_autoptr(HeedTranslation) translation = new_translation (session, site);
  g_autofree char *caption = new_caption (model, site);
  guint n_rows, n_columns;
  g_auto(GStrv) rows = label_target (session, &n_rows);
  g_auto(GStrv) columns = label_source (session, &n_columns);
  g_autofree HeedToken *target = heed_tokens_list_target (session, &n_rows);
  g_autoptr(GArray) heads = NULL;
  g_autoptr(GArray) wall = NULL;
  HeedFigure figure = {
    .view = choice_view,
    .scene = { .row_labels = (const char *const *) rows, .n_row_labels = n_rows,
               .column_labels = (const char *const *) columns, .n_column_labels = n_columns,
               .matrix = matrix, .is_dark = is_dark, .selected_row = -1, .selected_column = -1,
               .n_played = G_MAXUINT, .notes = notes },
    .title = given.title,
    .caption = caption,
    .rows = target,
    .n_rows = n_rows,
    .columns = heed_session_get_source (session, &n_columns),
    .n_columns = n_columns,
    .focus = choose_focus (),
    .text = text,
    .model = model,
    .translation = translation,
  };

  if (figure.focus.index >= (int) n_rows)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--step: expected a step below %u, found %d", n_rows, given.step);
      return FALSE;
    }

  if (has_gold && !add_gold (session, text, matrix, notes, error))
    return FALSE;

  if (choice_view == HEED_FIGURE_WALL)
    add_heads (&figure, &heads, &wall);

  return heed_figure_save (&figure, given.output, &form, error);
}

static gboolean
check_output (GError **error)
{
  if (given.output != NULL && heed_figure_can_save (given.output))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--output: expected a file that ends in .svg, .pdf, .png, .html, .tex, .csv or "
               ".json, found %s",
               given.output != NULL ? given.output : "none");
  return FALSE;
}

/* Gold links require --view gold, and a table of numbers cannot show them. */
static gboolean
check_gold (GError **error)
{
  if (has_gold && given.gold == NULL)
    {
      g_set_error_literal (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                           "--gold: expected links for --view gold, found none");
      return FALSE;
    }

  if (!has_gold && given.gold != NULL)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--gold: expected --view gold beside it, found %s",
                   given.view != NULL ? given.view : "none");
      return FALSE;
    }

  if (has_gold && g_str_has_suffix (given.output, ".csv"))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--output: expected a picture, a page, .tex or .json for --view gold, found %s",
                   given.output);
      return FALSE;
    }

  return heed_options_check_text ("--target", given_sentence.target, error);
}

static gboolean
check_one_argument (char   **arguments,
                    GError **error)
{
  if (g_strv_length (arguments) == 1)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "arguments: expected one text, found %u", g_strv_length (arguments));
  return FALSE;
}

static gboolean
check_options (char           **arguments,
               guint           *theme,
               HeedSiteChoice  *choice,
               GError         **error)
{
  static const char *const themes[] = { "light", "dark", NULL };
  static const char *const views[] = { "matrix", "ribbons", "text", "wall", "gold", NULL };
  guint view = HEED_FIGURE_MATRIX;
  HeedSiteChoice unused;

  if (given_sentence.dump.path != NULL
      ? !heed_options_check_no_arguments (arguments, error) ||
        !heed_options_refuse_together (given.model != NULL, "--attention", "--model", error)
      : !check_one_argument (arguments, error))
    return FALSE;

  if (!heed_options_parse_choice ("--view", given.view, views, &view, error))
    return FALSE;

  has_gold = g_str_equal (views[view], "gold");
  choice_view = has_gold ? HEED_FIGURE_MATRIX : (HeedFigureView) view;

  return check_output (error) && check_gold (error) &&
         heed_link_options_parse (&given.links, &link_options, &unused, error) &&
         heed_options_parse_choice ("--theme", given.theme, themes, theme, error) &&
         heed_options_check_range ("--width", given.width, 1, MAX_SIDE_PX, error) &&
         heed_options_check_range ("--height", given.height, 1, MAX_SIDE_PX, error) &&
         heed_sites_parse (given.layer, given.head, choice, error);
}

/* Draws attention from a file of another program. */
static gboolean
draw_dump (gboolean   is_dark,
           GError   **error)
{
  const HeedGivenLinks links = { .layer = given.layer, .head = given.head };
  const HeedFigureForm form = { .width = given.width, .height = given.height,
                                .has_outlines = given.outlines };
  HeedFigure figure = {
    .view = choice_view,
    .scene = { .is_dark = is_dark, .selected_row = -1, .selected_column = -1,
               .n_played = G_MAXUINT },
    .title = given.title,
    .focus = choose_focus (),
  };

  if (choice_view == HEED_FIGURE_WALL || has_gold || g_str_has_suffix (given.output, ".json"))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--view wall or gold, or .json: expected without --attention, found with it");
      return FALSE;
    }

  return heed_render_dump (&given_sentence, &links, &figure, given.output, &form, error);
}

static HeedSession *
decode (HeedModel     *model,
        char         **arguments,
        char         **text,
        GCancellable  *cancellable,
        GError       **error)
{
  HeedWalk walk = HEED_WALK_GREEDY;
  g_autofree guint32 *target = NULL;
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

  *text = g_strdup (line->text);
  if (given_sentence.target != NULL)
    {
      target = heed_model_encode_target (model, given_sentence.target, &walk.n_target, error);
      if (target == NULL)
        return NULL;

      walk.target = target;
    }

  session = heed_walk_start (model, line->text, HEED_INPUT_TEXT, error);

  return session != NULL ? heed_walk_run (session, &walk, cancellable, error) : NULL;
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSession) session = NULL;
  g_autofree char *text = NULL;
  HeedSiteChoice choice;
  HeedAttentionSite site;
  guint theme;

  if (!check_options (arguments, &theme, &choice, error) ||
      !heed_output_check_file (given.output, error))
    return FALSE;

  if (given_sentence.dump.path != NULL)
    return draw_dump (theme == 1, error);

  if ((model = heed_model_option_load_to_read (given.model, given.max_source_length, cancellable,
                                               error)) == NULL ||
      !heed_sites_check (model, &choice, FALSE, error) ||
      (session = decode (model, arguments, &text, cancellable, error)) == NULL)
    return FALSE;

  if (!heed_sites_choose_one (model, &choice, &site))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "model: expected one with attention, found one without");
      return FALSE;
    }

  return write_figure (session, text, site, theme == 1, error);
}

const HeedVerb heed_verb_render = {
  .name = "render",
  .arguments = "TEXT -o FILE",
  .summary = "writes a picture or table of the attention to a file",
  .options = options,
  .model = &given.model,
  .run = run,
};
