/* changes.c — --mask, --pin and --force: what the person changes in a decoding
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pin says what one key gets in one step. The other keys keep their
 * proportions and share what is left, so the step is taken once to learn them,
 * taken back, and taken again with the row it now has. That happens in every
 * layer and head on its own.
 */

#include "app/cli/changes.h"

#include "app/cli/given-tokens.h"
#include "app/cli/sites.h"
#include "app/cli/verb.h"

static void
clear_force (gpointer data)
{
  HeedForce *force = data;

  g_free (force->token);
}

HeedChanges *
heed_changes_new (void)
{
  HeedChanges *changes = g_new0 (HeedChanges, 1);

  changes->masks = g_array_new (FALSE, FALSE, sizeof (guint));
  changes->pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  changes->forces = g_array_new (FALSE, FALSE, sizeof (HeedForce));
  g_array_set_clear_func (changes->forces, clear_force);

  return changes;
}

void
heed_changes_free (HeedChanges *changes)
{
  g_array_unref (changes->masks);
  g_array_unref (changes->pins);
  g_array_unref (changes->forces);
  g_free (changes);
}

guint
heed_changes_get_n_steps (HeedChanges *changes)
{
  guint n_steps = 0;

  for (guint i = 0; i < changes->pins->len; i++)
    n_steps = MAX (n_steps, g_array_index (changes->pins, HeedPin, i).step + 1);
  for (guint i = 0; i < changes->forces->len; i++)
    n_steps = MAX (n_steps, g_array_index (changes->forces, HeedForce, i).step + 1);

  return n_steps;
}

/* In every layer; a model without attention refuses already the first. */
static gboolean
mask_key (HeedSession  *session,
          guint         key,
          GError      **error)
{
  guint n_layers = heed_model_get_n_layers (heed_session_get_model (session), HEED_ATTENTION_CROSS);

  for (guint layer = 0; layer < MAX (n_layers, 1); layer++)
    {
      const HeedIntervention mask = {
        .kind = HEED_INTERVENTION_MASK_KEY,
        .site = { HEED_ATTENTION_CROSS, (int) layer, HEED_HEAD_MEAN },
        .step = HEED_EVERY_STEP,
        .key = key,
      };

      if (heed_session_intervene (session, &mask, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_changes_begin:
 * @changes: what the person wants
 * @session: a sentence of which no step was taken
 *
 * Errors: %HEED_ERROR_SHAPE if the sentence has no token there, or no other one.
 *
 * Returns: whether the masked tokens are hidden from every step to come
 */
gboolean
heed_changes_begin (HeedChanges  *changes,
                    HeedSession  *session,
                    GError      **error)
{
  for (guint i = 0; i < changes->masks->len; i++)
    if (!mask_key (session, g_array_index (changes->masks, guint, i), error))
      return FALSE;

  return TRUE;
}

/* What the keys of one step get: the pinned ones what was asked, the others
 * their part of the rest. */
static void
fill_row (HeedChanges *changes,
          guint        step,
          const float *own,
          float       *row,
          guint        n_keys)
{
  g_autofree gboolean *is_pinned = g_new0 (gboolean, n_keys);
  double left = 1.0;
  double others = 0.0;
  guint n_others = n_keys;

  for (guint i = 0; i < changes->pins->len; i++)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, i);

      if (pin->step != step)
        continue;

      row[pin->key] = pin->weight;
      is_pinned[pin->key] = TRUE;
      left -= pin->weight;
      n_others--;
    }

  for (guint key = 0; key < n_keys; key++)
    others += is_pinned[key] ? 0.0 : own[key];

  left = MAX (left, 0.0);
  for (guint key = 0; key < n_keys; key++)
    if (!is_pinned[key])
      row[key] = (float) (others > 0.0 ? left * own[key] / others : left / n_others);
}

static gboolean
pin_site (HeedChanges        *changes,
          HeedSession        *session,
          const HeedStep     *own,
          HeedAttentionSite   site,
          GError            **error)
{
  guint n_keys = 0;
  const float *weights = heed_step_attention (own, site, &n_keys);
  g_autofree float *row = g_new0 (float, MAX (n_keys, 1));
  const HeedIntervention pin = {
    .kind = HEED_INTERVENTION_PIN_ROW,
    .site = site,
    .step = (int) own->position,
    .weights = row,
    .n_weights = n_keys,
  };

  fill_row (changes, own->position, weights, row, n_keys);

  return heed_session_intervene (session, &pin, error) != 0;
}

/* Takes the step as the model would, looks, and takes it back. */
static gboolean
pin_step (HeedChanges  *changes,
          HeedSession  *session,
          guint         position,
          GError      **error)
{
  g_autoptr(HeedStep) own = heed_session_step (session, error);
  g_autoptr(GArray) sites = NULL;

  if (own == NULL)
    return FALSE;

  heed_session_rewind (session, position);
  sites = heed_sites_list (heed_session_get_model (session), HEED_ATTENTION_CROSS);
  if (sites->len == 0)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "--pin: expected a model with attention, found one without");
      return FALSE;
    }

  for (guint i = 0; i < sites->len; i++)
    if (!pin_site (changes, session, own, g_array_index (sites, HeedAttentionSite, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
check_key (HeedSession  *session,
           guint         key,
           GError      **error)
{
  guint n_tokens;

  heed_session_get_source (session, &n_tokens);
  if (key < n_tokens)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "--pin: expected a source position below %u, found %u", n_tokens, key);
  return FALSE;
}

static gboolean
find_pins (HeedChanges  *changes,
           HeedSession  *session,
           guint         position,
           gboolean     *has_pins,
           GError      **error)
{
  *has_pins = FALSE;

  for (guint i = 0; i < changes->pins->len; i++)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, i);

      if (pin->step != position)
        continue;

      *has_pins = TRUE;
      if (!check_key (session, pin->key, error))
        return FALSE;
    }

  return TRUE;
}

static const char *
find_force (HeedChanges *changes,
            guint        position)
{
  for (guint i = 0; i < changes->forces->len; i++)
    {
      const HeedForce *force = &g_array_index (changes->forces, HeedForce, i);

      if (force->step == position)
        return force->token;
    }

  return NULL;
}

static gboolean
find_token (HeedSession  *session,
            const char   *token,
            guint32      *id,
            GError      **error)
{
  if (heed_given_tokens_find_target (heed_session_get_model (session), token, id))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "--force: expected a token of the target vocabulary or #ID, found %s", token);
  return FALSE;
}

/**
 * heed_changes_step:
 * @changes: what the person wants
 * @session: a sentence that is not finished
 * @token: (nullable): the token to take if no --force names another
 * @sampling: (nullable): how to draw one if there is none
 *
 * Errors: %HEED_CLI_ERROR_DATA and %HEED_ERROR_VOCABULARY if the sentence or
 *   the model does not have what a change names.
 *
 * Returns: whether the next step was taken
 */
gboolean
heed_changes_step (HeedChanges    *changes,
                   HeedSession    *session,
                   const guint32  *token,
                   const HeedSamplingOptions *sampling,
                   GError        **error)
{
  guint position = heed_session_get_n_steps (session);
  const char *forced = find_force (changes, position);
  g_autoptr(HeedStep) step = NULL;
  gboolean has_pins;
  guint32 id;

  if (!find_pins (changes, session, position, &has_pins, error) ||
      (has_pins && !pin_step (changes, session, position, error)))
    return FALSE;

  if (forced != NULL)
    {
      if (!find_token (session, forced, &id, error))
        return FALSE;
      token = &id;
    }

  if (token != NULL)
    step = heed_session_step_forced (session, *token, error);
  else if (sampling != NULL)
    step = heed_session_step_sampled (session, sampling, error);
  else
    step = heed_session_step (session, error);

  return step != NULL;
}

/**
 * heed_changes_check_done:
 * @changes: what the person wants
 * @session: a finished sentence
 *
 * Errors: %HEED_CLI_ERROR_DATA
 *
 * Returns: whether the sentence was long enough for all of it
 */
gboolean
heed_changes_check_done (HeedChanges  *changes,
                         HeedSession  *session,
                         GError      **error)
{
  guint n_steps = heed_session_get_n_steps (session);
  guint n_wanted = heed_changes_get_n_steps (changes);

  if (n_steps >= n_wanted)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "--force or --pin: expected a sentence of at least %u steps, found one of %u",
               n_wanted, n_steps);
  return FALSE;
}
