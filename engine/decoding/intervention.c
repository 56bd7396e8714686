/* intervention.c — the interventions of a session, kept until they are undone
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers know rows, masks and factors, not interventions. This file converts the list of
 * interventions into those, anew for every step, in the order in which they were made.
 * Since nothing else is kept, an intervention that is undone leaves no trace. Interventions
 * in the encoder are converted once for all its positions.
 */

#include "engine/decoding/intervention.h"

#include <math.h>
#include <string.h>

#define SUM_TOLERANCE 1e-4

typedef struct
{
  guint             id;
  HeedIntervention  asked;     /* its weights point to weights below */
  float            *weights;
} Kept;

/* The override of one query, with the arrays that it points to. */
typedef struct
{
  HeedAttentionOverride  override;
  guint8                *masked;     /* H x K */
  float                 *pinned;     /* H x K */
  float                 *factors;    /* H */
  guint8                *silenced;   /* H */
} Query;

/* One attention that interventions apply to. */
typedef struct
{
  HeedAttentionOverride *queries;    /* n_queries */
  Query                 *owned;
  guint                  n_queries;
} Site;

struct _HeedInterventions
{
  GPtrArray     *kept;       /* of Kept */
  guint          last_id;
  GArray        *touched;    /* of Site; owns what sites points to */
  GArray        *sites;      /* of HeedSiteOverride */
  HeedOverrides  overrides;
};

/* One attention layer of the model. */
typedef struct
{
  HeedAttentionKind kind;
  int               layer;
  guint             n_heads;
} Place;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_free (kept->weights);
  g_free (kept);
}

static void
keep (HeedInterventions      *interventions,
      const HeedIntervention *asked,
      guint                   id)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->id = id;
  kept->asked = *asked;
  kept->weights = g_memdup2 (asked->weights, asked->n_weights * sizeof (float));
  kept->asked.weights = kept->weights;
  g_ptr_array_add (interventions->kept, kept);
}

static void
clear_site (gpointer data)
{
  Site *site = data;

  for (guint i = 0; i < site->n_queries; i++)
    {
      g_free (site->owned[i].masked);
      g_free (site->owned[i].pinned);
      g_free (site->owned[i].factors);
      g_free (site->owned[i].silenced);
    }
  g_free (site->owned);
  g_free (site->queries);
}

HeedInterventions *
heed_interventions_new (void)
{
  HeedInterventions *interventions = g_new0 (HeedInterventions, 1);

  interventions->kept = g_ptr_array_new_with_free_func (free_kept);
  interventions->touched = g_array_new (FALSE, FALSE, sizeof (Site));
  interventions->sites = g_array_new (FALSE, FALSE, sizeof (HeedSiteOverride));
  g_array_set_clear_func (interventions->touched, clear_site);

  return interventions;
}

HeedInterventions *
heed_interventions_dup (HeedInterventions *interventions)
{
  HeedInterventions *copy = heed_interventions_new ();

  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      keep (copy, &kept->asked, kept->id);
    }
  copy->last_id = interventions->last_id;

  return copy;
}

void
heed_interventions_free (HeedInterventions *interventions)
{
  g_ptr_array_unref (interventions->kept);
  g_array_unref (interventions->touched);
  g_array_unref (interventions->sites);
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

static gboolean
is_at (const HeedIntervention *asked,
       const Place            *place)
{
  return asked->site.kind == place->kind &&
         (asked->site.layer == HEED_EVERY_LAYER || asked->site.layer == place->layer);
}

/* The step HEED_EVERY_STEP matches only interventions on every step. */
static gboolean
touches (const HeedIntervention *asked,
         int                     head,
         int                     step)
{
  return (asked->site.head == HEED_HEAD_MEAN || asked->site.head == head) &&
         (asked->step == HEED_EVERY_STEP || asked->step == step);
}

/* Marks the key for each head that is masked by this intervention in that step. */
static void
mark_hidden (const HeedIntervention *asked,
             const Place            *place,
             int                     step,
             guint8                 *hidden,
             guint                   n_keys)
{
  if (asked->kind != HEED_INTERVENTION_MASK_KEY || asked->key >= n_keys || !is_at (asked, place))
    return;

  for (guint head = 0; head < place->n_heads; head++)
    if (touches (asked, (int) head, step))
      hidden[(gsize) head * n_keys + asked->key] = 1;
}

/* Returns whether every head would still have a visible key in that step if the intervention were
 * added.
 *
 * Cost:    heads * (interventions + keys) */
static gboolean
leaves_something (HeedInterventions      *interventions,
                  const HeedIntervention *asked,
                  const Place            *place,
                  int                     step,
                  guint                   n_keys)
{
  g_autofree guint8 *hidden = g_new0 (guint8, (gsize) place->n_heads * n_keys);

  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      mark_hidden (&kept->asked, place, step, hidden, n_keys);
    }

  mark_hidden (asked, place, step, hidden, n_keys);

  for (guint head = 0; head < place->n_heads; head++)
    if (memchr (hidden + (gsize) head * n_keys, 0, n_keys) == NULL)
      return FALSE;

  return TRUE;
}

/* A mask on every step must also leave a visible key in each step that other masks name. */
static gboolean
check_mask (HeedInterventions       *interventions,
            const HeedIntervention  *asked,
            const Place             *place,
            guint                    n_keys,
            GError                 **error)
{
  gboolean leaves = TRUE;

  if (asked->key >= n_keys)
    return refuse (error, "hidden token: expected a position below %u, found %u", n_keys,
                   asked->key);

  leaves = leaves_something (interventions, asked, place, asked->step, n_keys);
  for (guint i = 0; i < interventions->kept->len && asked->step == HEED_EVERY_STEP; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      if (kept->asked.step != HEED_EVERY_STEP)
        leaves = leaves && leaves_something (interventions, asked, place, kept->asked.step, n_keys);
    }

  return leaves ||
         refuse (error, "hidden tokens: expected at least one left to look at, found none");
}

static gboolean
check_weights (const HeedIntervention  *asked,
               guint                    n_keys,
               GError                 **error)
{
  double sum = 0.0;

  if (asked->n_weights != n_keys)
    return refuse (error, "pinned row: expected %u weights, found %u", n_keys, asked->n_weights);

  for (guint i = 0; i < n_keys; i++)
    {
      if (!(asked->weights[i] >= 0.0f))
        return refuse (error, "pinned row: expected weights of at least 0, found %g at %u",
                       asked->weights[i], i);
      sum += asked->weights[i];
    }

  return fabs (sum - 1.0) <= SUM_TOLERANCE ||
         refuse (error, "pinned row: expected a sum of 1, found %g", sum);
}

/* The number of keys of decoder self-attention depends on the step, so a row can be pinned in a
 * single step only; masks on every step are checked when each step is taken. */
static gboolean
check_past (const HeedIntervention  *asked,
            GError                 **error)
{
  if (asked->kind == HEED_INTERVENTION_PIN_ROW && asked->step == HEED_EVERY_STEP)
    return refuse (error,
                   "pinned row: expected one step of a decoder that looks back, found all of them");

  if (asked->kind == HEED_INTERVENTION_PIN_ROW)
    return check_weights (asked, (guint) asked->step + 1, error);

  if (asked->kind == HEED_INTERVENTION_MASK_KEY && asked->step != HEED_EVERY_STEP &&
      asked->key > (guint) asked->step)
    return refuse (error, "hidden token: expected a position below %u, found %u",
                   (guint) asked->step + 1, asked->key);

  return TRUE;
}

static gboolean
check_at (HeedInterventions       *interventions,
          HeedEncoding            *encoding,
          const HeedIntervention  *asked,
          const Place             *place,
          GError                 **error)
{
  guint n_keys;

  heed_encoding_get_ids (encoding, &n_keys);
  if (place->n_heads == 0)
    return refuse (error, "site: expected one that attends, found layer %d", place->layer);
  if (asked->site.head < HEED_HEAD_MEAN || asked->site.head >= (int) place->n_heads)
    return refuse (error, "site: expected a head below %u, found %d", place->n_heads,
                   asked->site.head);
  if (asked->step < HEED_EVERY_STEP)
    return refuse (error, "step: expected one from 0, or every step, found %d", asked->step);
  if (place->kind == HEED_ATTENTION_ENCODER_SELF && asked->step >= (int) n_keys)
    return refuse (error, "step: expected a source token below %u, found %d", n_keys, asked->step);

  if (asked->kind == HEED_INTERVENTION_SHARPEN)
    return (asked->factor > 0.0f && isfinite (asked->factor)) ||
           refuse (error, "factor: expected a finite number above 0, found %g", asked->factor);

  if (place->kind == HEED_ATTENTION_DECODER_SELF)
    return check_past (asked, error);

  if (asked->kind == HEED_INTERVENTION_MASK_KEY)
    return check_mask (interventions, asked, place, n_keys, error);

  return asked->kind != HEED_INTERVENTION_PIN_ROW || check_weights (asked, n_keys, error);
}

static gboolean
check_wish (HeedInterventions       *interventions,
            HeedEncoding            *encoding,
            const HeedIntervention  *asked,
            GError                 **error)
{
  int n_layers = (int) heed_encoding_get_n_layers (encoding, asked->site.kind);
  gboolean is_every = asked->site.layer == HEED_EVERY_LAYER && n_layers > 0;
  int first = is_every ? 0 : asked->site.layer;
  int last = is_every ? n_layers - 1 : asked->site.layer;

  for (int layer = first; layer <= last; layer++)
    {
      Place place = { asked->site.kind, layer,
                      heed_encoding_get_n_heads (encoding, asked->site.kind, layer) };

      if (!check_at (interventions, encoding, asked, &place, error))
        return FALSE;
    }

  return TRUE;
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
                           guint              id,
                           HeedAttentionKind *kind)
{
  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (interventions->kept, i);

      if (kept->id == id)
        {
          *kind = kept->asked.site.kind;
          g_ptr_array_remove_index (interventions->kept, i);
          return TRUE;
        }
    }

  return FALSE;
}

/* --- From interventions to numbers --- */

static void
init_query (Query *query,
            guint  n_heads,
            guint  n_keys)
{
  query->masked = g_new0 (guint8, (gsize) n_heads * n_keys);
  query->pinned = g_new (float, (gsize) n_heads * n_keys);
  query->factors = g_new (float, n_heads);
  query->silenced = g_new0 (guint8, n_heads);
  query->override = (HeedAttentionOverride) { .n_keys = n_keys };

  for (guint head = 0; head < n_heads; head++)
    {
      query->factors[head] = 1.0f;
      query->pinned[(gsize) head * n_keys] = NAN;
    }
}

static void
apply_to_head (Query                  *query,
               const HeedIntervention *asked,
               guint                   head)
{
  HeedAttentionOverride *override = &query->override;
  gsize first = (gsize) head * override->n_keys;

  switch (asked->kind)
    {
    case HEED_INTERVENTION_MASK_KEY:
      if (asked->key < override->n_keys)
        query->masked[first + asked->key] = 1;
      override->masked = query->masked;
      break;

    case HEED_INTERVENTION_PIN_ROW:
      memcpy (query->pinned + first, asked->weights, override->n_keys * sizeof (float));
      override->pinned = query->pinned;
      break;

    case HEED_INTERVENTION_SHARPEN:
      query->factors[head] *= asked->factor;
      override->factors = query->factors;
      break;

    case HEED_INTERVENTION_SILENCE_HEAD:
      query->silenced[head] = 1;
      override->silenced = query->silenced;
      break;
    }
}

/* The first steps of decoder self-attention have few keys. If masks would hide all keys of a
 * head, none is hidden. */
static void
show_what_is_left (Query *query,
                   guint  n_heads)
{
  guint n_keys = query->override.n_keys;

  for (guint head = 0; head < n_heads; head++)
    {
      guint8 *masked = query->masked + (gsize) head * n_keys;

      if (memchr (masked, 0, n_keys) == NULL)
        memset (masked, 0, n_keys);
    }
}

/* Returns whether any intervention applies to that query. */
static gboolean
fill_query (HeedInterventions *interventions,
            const Place       *place,
            Query             *query,
            guint              step)
{
  gboolean is_touched = FALSE;

  for (guint i = 0; i < interventions->kept->len; i++)
    {
      const HeedIntervention *asked =
        &((const Kept *) g_ptr_array_index (interventions->kept, i))->asked;

      for (guint head = 0; head < place->n_heads && is_at (asked, place); head++)
        if (touches (asked, (int) head, (int) step))
          {
            apply_to_head (query, asked, head);
            is_touched = TRUE;
          }
    }

  show_what_is_left (query, place->n_heads);

  return is_touched;
}

/* The queries of one attention, of consecutive steps. */
typedef struct
{
  guint first_step;
  guint n_queries;
  guint n_keys;       /* of the first query */
  guint n_more_keys;  /* each further query has that many more: 1 where a decoder looks back */
} Queries;

static void
add_site (HeedInterventions *interventions,
          const Place       *place,
          const Queries     *asked)
{
  guint n_queries = asked->n_queries;
  Site site = { g_new (HeedAttentionOverride, n_queries), g_new0 (Query, n_queries), n_queries };
  HeedSiteOverride override = { place->kind, place->layer, site.queries, n_queries };
  gboolean is_touched = FALSE;

  for (guint i = 0; i < n_queries; i++)
    {
      init_query (&site.owned[i], place->n_heads, asked->n_keys + i * asked->n_more_keys);
      is_touched =
        fill_query (interventions, place, &site.owned[i], asked->first_step + i) || is_touched;
      site.queries[i] = site.owned[i].override;
    }

  if (!is_touched)
    {
      clear_site (&site);
      return;
    }

  g_array_append_val (interventions->touched, site);
  g_array_append_val (interventions->sites, override);
}

static gboolean
is_wished (HeedInterventions *interventions,
           HeedAttentionKind  kind)
{
  for (guint i = 0; i < interventions->kept->len; i++)
    if (((const Kept *) g_ptr_array_index (interventions->kept, i))->asked.site.kind == kind)
      return TRUE;

  return FALSE;
}

static void
add_kind (HeedInterventions *interventions,
          HeedEncoding      *encoding,
          HeedAttentionKind  kind,
          const Queries     *asked)
{
  if (!is_wished (interventions, kind))
    return;

  for (guint layer = 0; layer < heed_encoding_get_n_layers (encoding, kind); layer++)
    {
      Place place = { kind, (int) layer, heed_encoding_get_n_heads (encoding, kind, (int) layer) };

      add_site (interventions, &place, asked);
    }
}

static const HeedOverrides *
list_sites (HeedInterventions *interventions)
{
  interventions->overrides = (HeedOverrides) {
    (const HeedSiteOverride *) (gpointer) interventions->sites->data, interventions->sites->len
  };

  return interventions->sites->len > 0 ? &interventions->overrides : NULL;
}

static void
forget_sites (HeedInterventions *interventions)
{
  g_array_set_size (interventions->touched, 0);
  g_array_set_size (interventions->sites, 0);
}

const HeedOverrides *
heed_interventions_apply (HeedInterventions *interventions,
                          HeedEncoding      *encoding,
                          guint              step)
{
  guint n_keys;

  forget_sites (interventions);
  heed_encoding_get_ids (encoding, &n_keys);
  add_kind (interventions, encoding, HEED_ATTENTION_CROSS, &(Queries) { step, 1, n_keys, 0 });
  add_kind (interventions, encoding, HEED_ATTENTION_DECODER_SELF,
            &(Queries) { step, 1, step + 1, 0 });

  return list_sites (interventions);
}

const HeedOverrides *
heed_interventions_apply_to_pass (HeedInterventions *interventions,
                                  HeedEncoding      *encoding,
                                  guint              n_steps)
{
  guint n_keys;

  forget_sites (interventions);
  heed_encoding_get_ids (encoding, &n_keys);
  add_kind (interventions, encoding, HEED_ATTENTION_ENCODER_SELF,
            &(Queries) { 0, n_keys, n_keys, 0 });
  add_kind (interventions, encoding, HEED_ATTENTION_CROSS, &(Queries) { 0, n_steps, n_keys, 0 });
  add_kind (interventions, encoding, HEED_ATTENTION_DECODER_SELF, &(Queries) { 0, n_steps, 1, 1 });

  return list_sites (interventions);
}

const HeedOverrides *
heed_interventions_apply_to_encoder (HeedInterventions *interventions,
                                     HeedEncoding      *encoding)
{
  guint n_keys;

  forget_sites (interventions);
  heed_encoding_get_ids (encoding, &n_keys);
  add_kind (interventions, encoding, HEED_ATTENTION_ENCODER_SELF,
            &(Queries) { 0, n_keys, n_keys, 0 });

  return list_sites (interventions);
}
