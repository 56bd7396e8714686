/* attend-text.c — a decoded sentence as a heatmap of characters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *              ┌ The
 *              │ ┌ cat
 *              │ │ ┌ sleeps
 *        Le   ██▒▒     93 %
 *
 * A column is two characters wide, however long its token is, so that sixty tokens fit a wide
 * terminal; the labels are staggered above the columns. The number at the end of a row is the
 * probability of its token.
 */

#include <math.h>

#include "app/cli/attend-formats.h"
#include "app/cli/output.h"
#include "app/core/translation/step-json.h"

#define RESET "\033[0m"
#define DIM   "\033[2m"

typedef struct {
  double      least;  /* smallest weight with this shade */
  const char *cell;
  const char *color;  /* for a terminal with 256 colours */
} Shade;

static const Shade shades[] = {
  { 0.75, "██", "\033[38;5;33m" },
  { 0.50, "▓▓", "\033[38;5;33m" },
  { 0.25, "▒▒", "\033[38;5;33m" },
  { 0.05, "░░", "\033[38;5;33m" },
  { 0.00, "··", DIM },
};

static const Shade *
find_shade (double weight)
{
  for (guint i = 0; i < G_N_ELEMENTS (shades); i++)
    if (weight >= shades[i].least)
      return &shades[i];

  return &shades[G_N_ELEMENTS (shades) - 1];
}

static GPtrArray *
make_all_visible (GPtrArray *labels)
{
  GPtrArray *visible = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < labels->len; i++)
    g_ptr_array_add (visible, heed_output_dup_visible (g_ptr_array_index (labels, i)));

  return visible;
}

static guint
find_widest (GPtrArray *labels)
{
  guint widest = 0;

  for (guint i = 0; i < labels->len; i++)
    widest = MAX (widest, heed_output_measure_width (g_ptr_array_index (labels, i)));

  return widest;
}

static void
append_spaces (GString *out,
               guint    n_spaces)
{
  g_string_append_printf (out, "%*s", (int) n_spaces, "");
}

static void
append_stairs (GString   *out,
               GPtrArray *labels,
               guint      margin)
{
  for (guint i = 0; i < labels->len; i++)
    {
      append_spaces (out, margin);
      for (guint j = 0; j < i; j++)
        g_string_append (out, "│ ");
      g_string_append_printf (out, "┌ %s\n", (const char *) g_ptr_array_index (labels, i));
    }
}

static void
append_cells (GString            *out,
              const HeedAttendMap *map,
              guint               row,
              gboolean            in_color)
{
  const float *weights = map->weights->values + (gsize) row * map->weights->n_columns;

  for (guint column = 0; column < map->weights->n_columns; column++)
    {
      const Shade *shade = find_shade (weights[column]);

      if (in_color)
        g_string_append_printf (out, "%s%s" RESET, shade->color, shade->cell);
      else
        g_string_append (out, shade->cell);
    }
}

/* Only for target tokens: a word of several pieces has no single probability,
 * and a source token has none. */
static void
append_probability (GString                *out,
                    const HeedAttendRecord *record,
                    const HeedAttendMap    *map,
                    guint                   row)
{
  if (map->site.kind == HEED_ATTENTION_CROSS &&
      map->rows->len == heed_session_get_n_steps (record->session))
    g_string_append_printf (out, "  %3.0f %%",
                            100.0 * exp (heed_session_get_step (record->session, row)->log_prob));
}

static void
append_title (GString           *out,
              HeedAttentionSite  site)
{
  g_string_append_printf (out, "%s, layer %d, ", heed_attention_kind_get_name (site.kind),
                          site.layer);
  if (site.head == HEED_HEAD_MEAN)
    g_string_append (out, "mean of the heads\n");
  else
    g_string_append_printf (out, "head %d\n", site.head);
}

static void
append_map (GString                *out,
            const HeedAttendRecord *record,
            const HeedAttendMap    *map,
            gboolean                in_color)
{
  g_autoptr(GPtrArray) rows = make_all_visible (map->rows);
  g_autoptr(GPtrArray) columns = make_all_visible (map->columns);
  guint widest = find_widest (rows);

  if (record->maps->len > 1)
    append_title (out, map->site);

  append_stairs (out, columns, widest + 1);
  for (guint row = 0; row < map->weights->n_rows; row++)
    {
      const char *label = g_ptr_array_index (rows, row);

      append_spaces (out, widest - heed_output_measure_width (label));
      g_string_append_printf (out, "%s ", label);
      append_cells (out, map, row, in_color);
      append_probability (out, record, map, row);
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
}

static void
append_record (GString                *out,
               const HeedAttendRecord *record,
               gboolean                in_color)
{
  g_autofree char *source = heed_output_dup_visible (record->source_text);
  g_autofree char *target = heed_output_dup_visible (record->target_text);

  g_string_append_printf (out, "%s\n%s\n\n", source, target);

  for (guint i = 0; i < record->maps->len; i++)
    append_map (out, record, &g_array_index (record->maps, HeedAttendMap, i), in_color);
}

static void
write_plain (GString                *out,
             const HeedAttendRecord *record)
{
  append_record (out, record, FALSE);
}

static void
write_colored (GString                *out,
               const HeedAttendRecord *record)
{
  append_record (out, record, TRUE);
}

static void
write_problem (GString    *out,
               guint64     number,
               const char *text,
               const char *problem)
{
  g_autofree char *source = heed_output_dup_visible (text != NULL ? text : "");
  g_autofree char *reason = heed_output_dup_visible (problem);

  g_string_append_printf (out, "%s\nerror: %s\n\n", source, reason);
}

const HeedAttendFormat heed_attend_text = {
  .write = write_plain,
  .fail = write_problem,
};

const HeedAttendFormat heed_attend_color = {
  .write = write_colored,
  .fail = write_problem,
};
