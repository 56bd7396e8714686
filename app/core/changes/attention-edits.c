/* attention-edits.c — applying a user's changes of attention weights to a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pin sets the weight of one key in one row. The other keys share the rest in
 * their original proportions. To find these proportions, the step is taken once
 * without pins, rewound, and taken again with the pinned row. This is done for
 * each layer and head separately. After the step its interventions are undone, so
 * that they have no effect if the step is later taken again with other changes.
 */

#include "app/core/changes/attention-edits.h"

/* --- Rows ---------------------------------------------------------------- */

static gboolean
covers (HeedAttentionSite asked,
        HeedAttentionSite site)
{
  return asked.kind == site.kind &&
         (asked.layer == HEED_EVERY_LAYER || asked.layer == site.layer) &&
         (asked.head == HEED_HEAD_MEAN || asked.head == site.head);
}

/* Returns the next pin of that row from index *i on; NULL if there are no more. */
static const HeedPin *
find_pin (const HeedChanges *changes,
          HeedAttentionSite  site,
          guint              position,
          guint             *i)
{
  while (*i < changes->pins->len)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, (*i)++);

      if (pin->position == position && covers (pin->site, site))
        return pin;
    }

  return NULL;
}

/* Normalises a row of which every key is pinned: such pins need not sum to 1. */
static void
make_sum_one (float *row,
              guint  n_keys)
{
  double sum = 0.0;

  for (guint key = 0; key < n_keys; key++)
    sum += row[key];

  for (guint key = 0; key < n_keys; key++)
    row[key] = sum > 0.0 ? (float) (row[key] / sum) : 1.0f / (float) n_keys;
}

void
heed_attention_edits_fill_row (const HeedChanges *changes,
                               HeedAttentionSite  site,
                               guint              position,
                               const float       *own,
                               float             *row,
                               guint              n_keys)
{
  g_autofree gboolean *is_pinned = g_new0 (gboolean, n_keys);
  double left = 1.0;
  double others = 0.0;
  guint n_others = n_keys;
  guint i = 0;

  for (const HeedPin *pin = find_pin (changes, site, position, &i); pin != NULL;
       pin = find_pin (changes, site, position, &i))
    {
      left += is_pinned[pin->key] ? row[pin->key] : 0.0;
      n_others -= is_pinned[pin->key] ? 0 : 1;
      is_pinned[pin->key] = TRUE;
      row[pin->key] = pin->weight;
      left -= pin->weight;
    }

  for (guint key = 0; key < n_keys; key++)
    others += is_pinned[key] ? 0.0 : own[key];

  left = MAX (left, 0.0);
  for (guint key = 0; key < n_keys; key++)
    if (!is_pinned[key])
      row[key] = (float) (others > 0.0 ? left * own[key] / others : left / n_others);

  if (n_others == 0)
    make_sum_one (row, n_keys);
}

static gboolean
is_row_pinned (const HeedChanges *changes,
               HeedAttentionSite  site,
               guint              position)
{
  guint i = 0;

  return find_pin (changes, site, position, &i) != NULL;
}

/* --- Interventions ------------------------------------------------------- */

static gboolean
intervene (HeedSession             *session,
           const HeedIntervention  *intervention,
           GArray                  *ids,
           GError                 **error)
{
  guint id = heed_session_intervene (session, intervention, error);

  if (id != 0)
    g_array_append_val (ids, id);

  return id != 0;
}

static HeedIntervention
make_pin (HeedAttentionSite  site,
          guint              position,
          const float       *row,
          guint              n_keys)
{
  return (HeedIntervention) {
    .kind = HEED_INTERVENTION_PIN_ROW,
    .site = site,
    .step = (int) position,
    .weights = row,
    .n_weights = n_keys,
  };
}

static gboolean
temper (HeedSession        *session,
        const HeedTemper   *asked,
        GArray             *ids,
        GError            **error)
{
  const HeedIntervention sharpen = {
    .kind = HEED_INTERVENTION_SHARPEN,
    .site = asked->site,
    .step = asked->step,
    .factor = asked->factor,
  };

  return intervene (session, &sharpen, ids, error);
}

static gboolean
silence (HeedSession        *session,
         HeedAttentionSite   site,
         GArray             *ids,
         GError            **error)
{
  const HeedIntervention silent = {
    .kind = HEED_INTERVENTION_SILENCE_HEAD,
    .site = site,
    .step = HEED_EVERY_STEP,
  };

  return intervene (session, &silent, ids, error);
}

/* --- Edits of the whole sentence ----------------------------------------- */

static gboolean
pin_encoder_row (HeedSession        *session,
                 const HeedChanges  *changes,
                 HeedAttentionSite   site,
                 guint               position,
                 GArray             *ids,
                 GError            **error)
{
  g_autoptr(HeedMatrix) own = heed_session_dup_attention (session, site);
  g_autofree float *row = g_new0 (float, own->n_columns);
  HeedIntervention pin = make_pin (site, position, row, own->n_columns);

  heed_attention_edits_fill_row (changes, site, position,
                                 own->values + (gsize) position * own->n_columns, row,
                                 own->n_columns);

  return intervene (session, &pin, ids, error);
}

/* Goes from the lowest layer up, because a row's weights depend on the layers below. */
static gboolean
pin_encoder (HeedSession        *session,
             const HeedChanges  *changes,
             GArray             *ids,
             GError            **error)
{
  HeedModel *model = heed_session_get_model (session);
  const HeedAttentionKind kind = HEED_ATTENTION_ENCODER_SELF;
  guint n_tokens;

  heed_session_get_source (session, &n_tokens);

  for (guint layer = 0; layer < heed_model_get_n_layers (model, kind); layer++)
    for (guint head = 0; head < heed_model_get_n_heads (model, kind, (int) layer); head++)
      for (guint position = 0; position < n_tokens; position++)
        {
          HeedAttentionSite site = { kind, (int) layer, (int) head };

          if (is_row_pinned (changes, site, position) &&
              !pin_encoder_row (session, changes, site, position, ids, error))
            return FALSE;
        }

  return TRUE;
}

static gboolean
has_encoder_pins (const HeedChanges *changes)
{
  for (guint i = 0; i < changes->pins->len; i++)
    if (heed_pin_is_of_sentence (&g_array_index (changes->pins, HeedPin, i)))
      return TRUE;

  return FALSE;
}

/**
 * heed_attention_edits_make_of_sentence:
 * @session: a session in which no step was taken yet
 * @ids: (element-type guint): the new interventions are appended
 *
 * Silences heads, sharpens or flattens the rows of every step, and edits the
 * encoder's self-attention.
 *
 * Errors: %HEED_ERROR_SHAPE if the model has no such site
 */
gboolean
heed_attention_edits_make_of_sentence (HeedSession        *session,
                                       const HeedChanges  *changes,
                                       GArray             *ids,
                                       GError            **error)
{
  for (guint i = 0; i < changes->silenced->len; i++)
    if (!silence (session, g_array_index (changes->silenced, HeedAttentionSite, i), ids, error))
      return FALSE;

  for (guint i = 0; i < changes->tempers->len; i++)
    {
      const HeedTemper *asked = &g_array_index (changes->tempers, HeedTemper, i);

      if (heed_temper_is_of_sentence (asked) && !temper (session, asked, ids, error))
        return FALSE;
    }

  return !has_encoder_pins (changes) || pin_encoder (session, changes, ids, error);
}

/* --- Edits of one step --------------------------------------------------- */

static gboolean
temper_step (HeedSession        *session,
             const HeedChanges  *changes,
             GArray             *ids,
             GError            **error)
{
  int position = (int) heed_session_get_n_steps (session);

  for (guint i = 0; i < changes->tempers->len; i++)
    {
      const HeedTemper *asked = &g_array_index (changes->tempers, HeedTemper, i);

      if (!heed_temper_is_of_sentence (asked) && asked->step == position &&
          !temper (session, asked, ids, error))
        return FALSE;
    }

  return TRUE;
}

/* Finds out whether the next step has pins; fails if a pin's key is out of range. */
static gboolean
find_pins (HeedSession        *session,
           const HeedChanges  *changes,
           gboolean           *has_pins,
           GError            **error)
{
  guint position = heed_session_get_n_steps (session);
  guint n_tokens;

  *has_pins = FALSE;
  heed_session_get_source (session, &n_tokens);

  for (guint i = 0; i < changes->pins->len; i++)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, i);
      guint n_keys = pin->site.kind == HEED_ATTENTION_DECODER_SELF ? position + 1 : n_tokens;

      if (heed_pin_is_of_sentence (pin) || pin->position != position)
        continue;

      *has_pins = TRUE;
      if (pin->key >= n_keys)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                       "pin: expected a source position below %u, found %u", n_keys, pin->key);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
pin_site (HeedSession        *session,
          const HeedChanges  *changes,
          const HeedStep     *own,
          HeedAttentionSite   site,
          GArray             *ids,
          GError            **error)
{
  guint n_keys = 0;
  const float *weights = heed_step_attention (own, site, &n_keys);
  g_autofree float *row = g_new0 (float, MAX (n_keys, 1));
  HeedIntervention pin = make_pin (site, own->position, row, n_keys);

  heed_attention_edits_fill_row (changes, site, own->position, weights, row, n_keys);

  return intervene (session, &pin, ids, error);
}

static gboolean
pin_kind (HeedSession        *session,
          const HeedChanges  *changes,
          const HeedStep     *own,
          HeedAttentionKind   kind,
          GArray             *ids,
          GError            **error)
{
  HeedModel *model = heed_session_get_model (session);

  for (guint layer = 0; layer < heed_model_get_n_layers (model, kind); layer++)
    for (guint head = 0; head < heed_model_get_n_heads (model, kind, (int) layer); head++)
      {
        HeedAttentionSite site = { kind, (int) layer, (int) head };

        if (is_row_pinned (changes, site, own->position) &&
            !pin_site (session, changes, own, site, ids, error))
          return FALSE;
      }

  return TRUE;
}

/* Takes the step without pins to read its attention, rewinds it, and adds the pinned rows. */
static gboolean
pin_step (HeedSession        *session,
          const HeedChanges  *changes,
          GArray             *ids,
          GError            **error)
{
  HeedModel *model = heed_session_get_model (session);
  g_autoptr(HeedStep) own = heed_session_step (session, error);

  if (own == NULL)
    return FALSE;

  heed_session_rewind (session, own->position);
  if (heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) == 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   "pin: expected a model with attention, found one without");
      return FALSE;
    }

  return pin_kind (session, changes, own, HEED_ATTENTION_CROSS, ids, error) &&
         pin_kind (session, changes, own, HEED_ATTENTION_DECODER_SELF, ids, error);
}

/**
 * heed_attention_edits_make_of_step:
 * @session: a session that is not finished
 * @ids: (element-type guint): the new interventions are appended; the caller undoes
 *   them after the step
 *
 * Errors: %HEED_ERROR_SHAPE if the sentence or the model lacks a position or site that a
 *   change names; those of heed_session_step()
 */
gboolean
heed_attention_edits_make_of_step (HeedSession        *session,
                                   const HeedChanges  *changes,
                                   GArray             *ids,
                                   GError            **error)
{
  gboolean has_pins;

  return temper_step (session, changes, ids, error) &&
         find_pins (session, changes, &has_pins, error) &&
         (!has_pins || pin_step (session, changes, ids, error));
}

/**
 * heed_attention_edits_undo:
 * @ids: (element-type guint): emptied
 */
void
heed_attention_edits_undo (HeedSession *session,
                           GArray      *ids)
{
  for (guint i = ids->len; i-- > 0;)
    heed_session_undo_intervention (session, g_array_index (ids, guint, i));

  g_array_set_size (ids, 0);
}
