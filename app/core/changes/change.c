/* change.c — one named change that a user makes to a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/changes/change.h"

static void
clear (gpointer data)
{
  HeedChange *change = data;

  g_free ((HeedPin *) change->pins);
  g_free ((guint32 *) change->ids);
  g_free ((char *) change->label);
  g_free ((char *) change->replacement);
}

/**
 * heed_change_new:
 * @change: its pins, ids and texts are copied
 *
 * Returns: (transfer full): a reference-counted copy
 */
HeedChange *
heed_change_new (const HeedChange *change)
{
  HeedChange *copy = g_rc_box_new (HeedChange);

  *copy = *change;
  copy->pins = g_memdup2 (change->pins, change->n_pins * sizeof *change->pins);
  copy->ids = g_memdup2 (change->ids, change->n_ids * sizeof *change->ids);
  copy->label = g_strdup (change->label);
  copy->replacement = g_strdup (change->replacement);

  return copy;
}

HeedChange *
heed_change_ref (HeedChange *change)
{
  return g_rc_box_acquire (change);
}

void
heed_change_unref (HeedChange *change)
{
  g_rc_box_release_full (change, clear);
}

HeedChange *
heed_change_new_switched (const HeedChange *change,
                          gboolean          is_on)
{
  HeedChange switched = *change;

  switched.is_on = is_on;

  return heed_change_new (&switched);
}

static gboolean
has_site (HeedChangeKind kind)
{
  return kind == HEED_CHANGE_ROW || kind == HEED_CHANGE_TEMPER || kind == HEED_CHANGE_SILENCED;
}

gboolean
heed_change_is_of_same (const HeedChange *change,
                        const HeedChange *other)
{
  if (change->kind != other->kind || change->position != other->position)
    return FALSE;

  return !has_site (change->kind) ||
         (change->site.kind == other->site.kind && change->site.layer == other->site.layer &&
          change->site.head == other->site.head);
}

void
heed_change_apply (const HeedChange *change,
                   HeedChanges      *changes)
{
  const HeedTemper temper = { change->site, change->position, change->factor };
  const HeedReplaced replaced = { (guint) change->position, change->n_replaced,
                                  (guint32 *) change->ids, change->n_ids };

  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
      heed_changes_hide (changes, (guint) change->position);
      break;

    case HEED_CHANGE_TOKEN:
      heed_changes_choose_too (changes, (guint) change->position, change->token_id);
      break;

    case HEED_CHANGE_PREFIX:
      for (guint t = 0; t < change->n_ids; t++)
        heed_changes_choose_too (changes, t, change->ids[t]);
      break;

    case HEED_CHANGE_ROW:
      for (guint i = 0; i < change->n_pins; i++)
        heed_changes_pin_at (changes, &change->pins[i]);
      break;

    case HEED_CHANGE_TEMPER:
      heed_changes_temper (changes, &temper);
      break;

    case HEED_CHANGE_SILENCED:
      heed_changes_silence (changes, change->site);
      break;

    case HEED_CHANGE_REPLACED:
      heed_changes_replace (changes, &replaced);
      break;
    }
}

static gboolean
is_among (const HeedPin *pin,
          const HeedPin *cells,
          guint          n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    if (cells[i].key == pin->key)
      return TRUE;

  return FALSE;
}

/* Returns the cells' present sum: in one head if the row is held, else as shown on the screen. */
static float
sum_at (const HeedChange *row,
        const HeedPin    *like,
        const HeedPin    *cells,
        guint             n_cells,
        float             shown)
{
  float sum = 0.0f;

  for (guint i = 0; i < row->n_pins && row->is_held; i++)
    if (row->pins[i].site.layer == like->site.layer &&
        row->pins[i].site.head == like->site.head && is_among (&row->pins[i], cells, n_cells))
      sum += row->pins[i].weight;

  return row->is_held ? sum : shown;
}

static float
sum_weights (const HeedPin *cells,
             guint          n_cells)
{
  float sum = 0.0f;

  for (guint i = 0; i < n_cells; i++)
    sum += cells[i].weight;

  return sum;
}

/* Adds the row's other pins, scaled so that they keep their proportions. */
static void
add_scaled (GArray           *pins,
            const HeedChange *row,
            const HeedPin    *cells,
            guint             n_cells,
            float             shown)
{
  float asked = sum_weights (cells, n_cells);

  for (guint i = 0; i < row->n_pins; i++)
    {
      HeedPin pin = row->pins[i];
      float had = sum_at (row, &pin, cells, n_cells, shown);
      float share = had < 1.0f ? (1.0f - asked) / (1.0f - had) : 0.0f;

      pin.weight = CLAMP (pin.weight * share, 0.0f, 1.0f);
      if (!is_among (&pin, cells, n_cells))
        g_array_append_val (pins, pin);
    }
}

/**
 * heed_change_new_cells_set:
 * @row: (nullable): the previous change of that row
 * @cells: (array length=n_cells): the new weights of some cells of one row at one site
 * @shown: the sum of their present weights, [0, 1]
 * @label: the label of their column
 *
 * Each new cell is set in the row as it is displayed: all other cells, pinned or not,
 * keep their proportions.
 *
 * Returns: (transfer full): the new change of the row
 */
HeedChange *
heed_change_new_cells_set (const HeedChange *row,
                           const HeedPin    *cells,
                           guint             n_cells,
                           float             shown,
                           const char       *label)
{
  g_autoptr(GArray) pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  HeedChange set = { .kind = HEED_CHANGE_ROW, .is_on = TRUE, .site = cells->site,
                     .position = (int) cells->position, .label = label };

  if (row != NULL && row->is_on)
    add_scaled (pins, row, cells, n_cells, shown);

  g_array_append_vals (pins, cells, n_cells);
  set.pins = (const HeedPin *) (gpointer) pins->data;
  set.n_pins = pins->len;
  set.factor = sum_weights (cells, n_cells);

  return heed_change_new (&set);
}
