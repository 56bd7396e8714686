/* intervention.c — what a person changed, kept until it is taken back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers know rows, masks and factors, not wishes. Here the list of wishes is
 * turned into those, anew for every step, in the order in which they were made.
 * Since nothing else is kept, taking one back leaves no trace of it.
 */

#include "engine/decoding/intervention.h"

#include <math.h>
#include <string.h>

#define SUM_TOLERANCE 1e-4

typedef struct
{
  guint             id;
  HeedIntervention  wish;     /* its weights are weights below */
  float            *weights;
} Kept;

struct _HeedInterventions
{
  GPtrArray             *kept;       /* of Kept */
  guint                  last_id;
  HeedSiteOverride       site;
  HeedOverrides          overrides;
  guint8                *masked;     /* H x K */
  float                 *pinned;     /* H x K */
  float                 *factors;    /* H */
  guint8                *silenced;   /* H */
};

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_free (kept->weights);
  g_free (kept);
}

static void
keep (HeedInterventions      *interventions,
      const HeedIntervention *wish,
      guint                   id)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->id = id;
  kept->wish = *wish;
  kept->weights = g_memdup2 (wish->weights, wish->n_weights * sizeof (float));
  kept->wish.weights = kept->weights;
  g_ptr_array_add (interventions->kept, kept);
}

HeedInterventions *
heed_interventions_new (void)
{
  HeedInterventions *interventions = g_new0 (HeedInterventions, 1);

  interventions->kept = g_ptr_array_new_with_free_func (free_kept);

  return interventions;
}

HeedInterventions *
heed_interventions_dup (HeedInterventions *interventions)
{
  HeedInterventions *copy = heed_interventions_new ();

  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      keep (copy, &kept->wish, kept->id);
    }
  copy->last_id = interventions->last_id;

  return copy;
}

void
heed_interventions_free (HeedInterventions *interventions)
{
  g_ptr_array_unref (interventions->kept);
  g_free (interventions->masked);
  g_free (interventions->pinned);
  g_free (interventions->factors);
  g_free (interventions->silenced);
  g_free (interventions);
}

static gboolean
refuse (GError     **error,
        const char  *format,
        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HEED_ERROR, HEED_ERROR_SHAPE, message);

  return FALSE;
}

/* HEED_EVERY_STEP as a step is one that no wish names. */
static gboolean
touches (const HeedIntervention *wish,
         int                     head,
         int                     step)
{
  return (wish->site.head == HEED_HEAD_MEAN || wish->site.head == head) &&
         (wish->step == HEED_EVERY_STEP || wish->step == step);
}

static gboolean
hides (const HeedIntervention *wish,
       guint                   key,
       int                     head,
       int                     step)
{
  return wish->kind == HEED_INTERVENTION_MASK_KEY && wish->key == key && touches (wish, head, step);
}

/* Whether the head could look at key in that step, if wish came true too. */
static gboolean
can_see (HeedInterventions      *interventions,
         const HeedIntervention *wish,
         guint                   key,
         int                     head,
         int                     step)
{
  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      if (hides (&kept->wish, key, head, step))
        return FALSE;
    }

  return !hides (wish, key, head, step);
}

static gboolean
leaves_something (HeedInterventions      *interventions,
                  const HeedIntervention *wish,
                  int                     step,
                  guint                   n_heads,
                  guint                   n_keys)
{
  for (guint head = 0; head < n_heads; head++)
    {
      guint n_left = 0;

      for (guint key = 0; key < n_keys; key++)
        n_left += can_see (interventions, wish, key, (int) head, step) ? 1 : 0;

      if (n_left == 0)
        return FALSE;
    }

  return TRUE;
}

/* A wish for every step must leave something in those that others name, too. */
static gboolean
check_mask (HeedInterventions       *interventions,
            const HeedIntervention  *wish,
            guint                    n_heads,
            guint                    n_keys,
            GError                 **error)
{
  gboolean leaves = TRUE;

  if (wish->key >= n_keys)
    return refuse (error, "hidden token: expected a position below %u, found %u", n_keys, wish->key);

  leaves = leaves_something (interventions, wish, wish->step, n_heads, n_keys);
  for (guint i = 0; i < interventions->kept->len && wish->step == HEED_EVERY_STEP; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      leaves = leaves && leaves_something (interventions, wish, kept->wish.step, n_heads, n_keys);
    }

  return leaves || refuse (error, "hidden tokens: expected at least one left to look at, found none");
}

static gboolean
check_weights (const HeedIntervention  *wish,
               guint                    n_keys,
               GError                 **error)
{
  double sum = 0.0;

  if (wish->n_weights != n_keys)
    return refuse (error, "pinned row: expected %u weights, found %u", n_keys, wish->n_weights);

  for (guint i = 0; i < n_keys; i++)
    {
      if (!(wish->weights[i] >= 0.0f))
        return refuse (error, "pinned row: expected weights of at least 0, found %g at %u", wish->weights[i], i);
      sum += wish->weights[i];
    }

  return fabs (sum - 1.0) <= SUM_TOLERANCE || refuse (error, "pinned row: expected a sum of 1, found %g", sum);
}

static gboolean
check_wish (HeedInterventions       *interventions,
            HeedEncoding            *encoding,
            const HeedIntervention  *wish,
            GError                 **error)
{
  guint n_heads = heed_encoding_get_n_heads (encoding, wish->site.kind, wish->site.layer);
  guint n_keys;

  heed_encoding_get_ids (encoding, &n_keys);
  if (n_heads == 0)
    return refuse (error, "site: expected one that attends, found layer %d", wish->site.layer);
  if (wish->site.head < HEED_HEAD_MEAN || wish->site.head >= (int) n_heads)
    return refuse (error, "site: expected a head below %u, found %d", n_heads, wish->site.head);

  switch (wish->kind)
    {
    case HEED_INTERVENTION_MASK_KEY:
      return check_mask (interventions, wish, n_heads, n_keys, error);

    case HEED_INTERVENTION_PIN_ROW:
      return check_weights (wish, n_keys, error);

    case HEED_INTERVENTION_SHARPEN:
      return (wish->factor > 0.0f && isfinite (wish->factor)) ||
             refuse (error, "factor: expected a finite number above 0, found %g", wish->factor);

    case HEED_INTERVENTION_SILENCE_HEAD:
    default:
      return TRUE;
    }
}

guint
heed_interventions_add (HeedInterventions       *interventions,
                        HeedEncoding            *encoding,
                        const HeedIntervention  *intervention,
                        GError                 **error)
{
  if (!check_wish (interventions, encoding, intervention, error))
    return 0;

  keep (interventions, intervention, ++interventions->last_id);

  return interventions->last_id;
}

gboolean
heed_interventions_remove (HeedInterventions *interventions,
                           guint              id)
{
  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      if (kept->id == id)
        {
          g_ptr_array_remove_index (interventions->kept, i);
          return TRUE;
        }
    }

  return FALSE;
}

static void
clear_override (HeedInterventions *interventions,
                guint              n_heads,
                guint              n_keys)
{
  interventions->masked = g_renew (guint8, interventions->masked, (gsize) n_heads * n_keys);
  interventions->pinned = g_renew (float, interventions->pinned, (gsize) n_heads * n_keys);
  interventions->factors = g_renew (float, interventions->factors, n_heads);
  interventions->silenced = g_renew (guint8, interventions->silenced, n_heads);

  memset (interventions->masked, 0, (gsize) n_heads * n_keys);
  memset (interventions->silenced, 0, n_heads);
  for (guint head = 0; head < n_heads; head++)
    {
      interventions->factors[head] = 1.0f;
      interventions->pinned[(gsize) head * n_keys] = NAN;
    }

  interventions->site = (HeedSiteOverride) { HEED_ATTENTION_CROSS, 0, { .n_keys = n_keys } };
  interventions->overrides = (HeedOverrides) { &interventions->site, 1 };
}

static void
apply_to_head (HeedInterventions      *interventions,
               const HeedIntervention *wish,
               guint                   head,
               guint                   n_keys)
{
  HeedAttentionOverride *override = &interventions->site.override;

  switch (wish->kind)
    {
    case HEED_INTERVENTION_MASK_KEY:
      interventions->masked[(gsize) head * n_keys + wish->key] = 1;
      override->masked = interventions->masked;
      break;

    case HEED_INTERVENTION_PIN_ROW:
      memcpy (interventions->pinned + (gsize) head * n_keys, wish->weights, n_keys * sizeof (float));
      override->pinned = interventions->pinned;
      break;

    case HEED_INTERVENTION_SHARPEN:
      interventions->factors[head] *= wish->factor;
      override->factors = interventions->factors;
      break;

    case HEED_INTERVENTION_SILENCE_HEAD:
      interventions->silenced[head] = 1;
      override->silenced = interventions->silenced;
      break;

    default:
      g_assert_not_reached ();
    }
}

const HeedOverrides *
heed_interventions_apply (HeedInterventions *interventions,
                          HeedEncoding      *encoding,
                          guint              step)
{
  gboolean is_touched = FALSE;
  guint n_heads, n_keys;

  if (interventions->kept->len == 0)
    return NULL;

  n_heads = heed_encoding_get_n_heads (encoding, HEED_ATTENTION_CROSS, 0);
  heed_encoding_get_ids (encoding, &n_keys);
  clear_override (interventions, n_heads, n_keys);

  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      for (guint head = 0; head < n_heads; head++)
        if (touches (&kept->wish, (int) head, (int) step))
          {
            apply_to_head (interventions, &kept->wish, head, n_keys);
            is_touched = TRUE;
          }
    }

  return is_touched ? &interventions->overrides : NULL;
}
