/* beam.c — beam search that keeps the hypotheses it drops
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At each position every live hypothesis is extended by every token. The 2 K best
 * extensions are taken in order: one that ends the sentence is finished if it is among
 * the first K and dropped otherwise; the others stay live until there are K live ones.
 * The search stops when K hypotheses are finished, when none is live, or at the maximum
 * length; only then do live hypotheses compete with the finished ones. Which hypotheses
 * stay live is decided by log-probability alone, since they all have the same length.
 * The penalties decide which finished hypothesis is the best.
 *
 * Hypotheses are the nodes of a tree and share their prefixes; a dropped node keeps its
 * step, so that its attention can be shown.
 *
 * Source: Sutskever et al. 2014, section 3.2; penalties: Wu et al. 2016,
 * section 7
 */

#include <math.h>
#include <string.h>

#include "engine/decoding/session.h"
#include "engine/decoding/sides.h"
#include "engine/decoding/step.h"

#define LEAST_COVERAGE 1e-9f

typedef struct _Node Node;

struct _Node
{
  Node             *parent;   /* NULL at the root */
  HeedStep         *step;     /* NULL at the root */
  HeedDecoderState *state;    /* after the step; NULL if pruned */
  float *coverage; /* S: attention received so far; NULL without a coverage penalty */
  HeedToken         token;
  HeedBeamFate      fate;
  double            log_prob; /* of the token, nats */
  double            sum;      /* log-probability of the path, nats */
  guint             length;   /* tokens from the root */
  guint             rank;     /* among the nodes of its depth */
  guint             n_heirs;  /* children that were not pruned */
};

struct _HeedBeam
{
  HeedSession       *session;        /* where the search starts; a fork */
  HeedTargetSide     target;         /* of the model */
  HeedBeamOptions    options;
  HeedAttentionSite  coverage_site;
  HeedTape          *tape;
  GPtrArray         *nodes;          /* all of them, the root first, parents before children */
  GPtrArray         *live;           /* borrowed from nodes, best first */
  GPtrArray         *finished;       /* borrowed */
  float             *probs;          /* V, scratch */
  guint              n_source;       /* S */
  guint              max_depth;      /* of a node, in steps from the root */
};

/* One hypothesis, extended by one token. */
typedef struct
{
  guint        row;    /* index of the live hypothesis */
  guint32      token;
  double       sum;
  guint        place;  /* rank among all extensions, from 0 */
  HeedBeamFate fate;
} Extension;

static void
free_node (gpointer data)
{
  Node *node = data;

  g_clear_pointer (&node->step, heed_step_unref);
  g_clear_pointer (&node->state, heed_decoder_state_unref);
  g_free (node->coverage);
  g_free (node);
}

/* --- The score of a hypothesis --- */

/* The cross attention of the last layer, from which coverage is counted. */
static HeedAttentionSite
find_coverage_site (HeedModel *model)
{
  const HeedModelInfo *info = heed_model_get_info (model);

  return (HeedAttentionSite) {
    .kind = HEED_ATTENTION_CROSS,
    .layer =
      info->architecture == HEED_ARCHITECTURE_TRANSFORMER ? (int) info->n_decoder_layers - 1 : 0,
    .head = HEED_HEAD_MEAN,
  };
}

static void
add_coverage (HeedBeam       *beam,
              const HeedStep *step,
              float          *coverage)
{
  guint n_keys = 0;
  const float *weights = heed_step_attention (step, beam->coverage_site, &n_keys);

  for (guint key = 0; weights != NULL && key < MIN (n_keys, beam->n_source); key++)
    coverage[key] += weights[key];
}

/* Every token starts with LEAST_COVERAGE rather than 0: the logarithm of 0 would make all
 * hypotheses equal as soon as the user masks a source token. */
static float *
cover_beginning (HeedBeam *beam)
{
  float *coverage = g_new (float, beam->n_source);

  for (guint key = 0; key < beam->n_source; key++)
    coverage[key] = LEAST_COVERAGE;
  for (guint t = 0; t < heed_session_get_n_steps (beam->session); t++)
    add_coverage (beam, heed_session_get_step (beam->session, t), coverage);

  return coverage;
}

static double
penalise_coverage (HeedBeam   *beam,
                   const Node *node)
{
  g_autoptr(HeedMatrix) coverage = NULL;

  if (node->coverage == NULL)
    return 0.0;

  coverage = heed_matrix_new (1, beam->n_source, node->coverage);

  return heed_attention_coverage_penalty (coverage, beam->options.coverage_penalty);
}

/* The score by which hypotheses of different lengths are compared. */
static double
score (HeedBeam   *beam,
       const Node *node)
{
  guint length = MAX (node->length, 1);
  double penalty = beam->options.length_penalty;
  double divisor = beam->options.length_rule == HEED_LENGTH_GNMT
                   ? heed_length_penalty (length, penalty)
                   : pow (length, penalty);

  return node->sum / divisor + penalise_coverage (beam, node);
}

/* --- Its beginning and its end --- */

/* The length of a sentence includes the steps that were taken before the search. */
static guint
count_steps_left (HeedSession           *session,
                  const HeedBeamOptions *options)
{
  guint max_length =
    options->max_length > 0 ? options->max_length : heed_session_get_max_length (session);

  return max_length - MIN (heed_session_get_n_steps (session), max_length);
}

/**
 * heed_beam_new:
 * @session: where the search starts; not changed
 *
 * Returns: (transfer full): a beam with one live hypothesis, the empty one
 */
HeedBeam *
heed_beam_new (HeedSession           *session,
               const HeedBeamOptions *options)
{
  HeedBeam *beam;
  Node *root;

  g_return_val_if_fail (session != NULL && options != NULL && options->width >= 1, NULL);
  g_return_val_if_fail (options->length_penalty >= 0.0 && options->coverage_penalty >= 0.0, NULL);

  beam = g_new0 (HeedBeam, 1);
  beam->session = heed_session_fork (session);
  beam->target = heed_target_side_ask (heed_session_get_model (session));
  beam->options = *options;
  beam->coverage_site = find_coverage_site (beam->target.model);
  beam->tape = heed_tape_new ();
  beam->nodes = g_ptr_array_new_with_free_func (free_node);
  beam->live = g_ptr_array_new ();
  beam->finished = g_ptr_array_new ();
  beam->probs = g_new (float, beam->target.n_tokens);
  beam->max_depth = count_steps_left (session, options);

  root = g_new0 (Node, 1);
  root->state = heed_decoder_state_ref (heed_session_get_state (session));
  root->token.id = heed_session_get_last_token (session);
  root->token = heed_model_get_target_token (beam->target.model, root->token.id);
  heed_session_get_source (session, &beam->n_source);
  if (options->coverage_penalty > 0.0)
    root->coverage = cover_beginning (beam);
  g_ptr_array_add (beam->nodes, root);

  if (heed_session_is_finished (session))
    g_ptr_array_add (beam->finished, root);
  else
    g_ptr_array_add (beam->live, root);

  return beam;
}

void
heed_beam_free (HeedBeam *beam)
{
  if (beam == NULL)
    return;

  g_ptr_array_unref (beam->live);
  g_ptr_array_unref (beam->finished);
  g_ptr_array_unref (beam->nodes);
  heed_tape_free (beam->tape);
  heed_session_free (beam->session);
  g_free (beam->probs);
  g_free (beam);
}

/* --- Growing --- */

static guint
get_depth (HeedBeam *beam)
{
  return beam->live->len > 0 ? ((Node *) g_ptr_array_index (beam->live, 0))->length
                             : beam->max_depth;
}

/**
 * heed_beam_is_finished:
 *
 * Returns: whether no hypothesis can be extended any more
 */
gboolean
heed_beam_is_finished (HeedBeam *beam)
{
  g_return_val_if_fail (beam != NULL, FALSE);

  return beam->live->len == 0 || beam->finished->len >= beam->options.width ||
         get_depth (beam) >= beam->max_depth;
}

/* Best first; of equals, the lower hypothesis first, then the lower id. */
static int
compare_extensions (gconstpointer a,
                    gconstpointer b)
{
  const Extension *x = a;
  const Extension *y = b;

  if (x->sum != y->sum)
    return x->sum > y->sum ? -1 : 1;
  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;

  return (x->token > y->token) - (x->token < y->token);
}

/* Adds the 2 K best tokens of one hypothesis: no more of them can be among the 2 K best of all. */
static gboolean
extend (HeedBeam          *beam,
        guint              row,
        const HeedDecoded *decoded,
        HeedDistribution  *distribution,
        GArray            *extensions,
        GError           **error)
{
  const Node *node = g_ptr_array_index (beam->live, row);
  guint n_tokens = beam->target.n_tokens;
  guint n_best = MIN (2 * beam->options.width, n_tokens);
  g_autofree guint32 *best = g_new (guint32, n_best);

  heed_distribution_ban (&beam->target, decoded->logits);
  if (!heed_distribution_read (distribution, decoded->logits, beam->probs, n_tokens))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                   "output layer: expected finite numbers at step %u, found others", node->length);
      return FALSE;
    }

  heed_distribution_find_best (decoded->logits, n_tokens, best, n_best);
  while (n_best > 0 && isinf (decoded->logits[best[n_best - 1]]))
    n_best--;  /* banned */

  for (guint i = 0; i < n_best; i++)
    {
      Extension extension = {
        .row = row,
        .token = best[i],
        .sum = node->sum + ((double) decoded->logits[best[i]] - distribution->log_sum),
      };

      g_array_append_val (extensions, extension);
    }

  return TRUE;
}

/* Returns the fate of an extension, given how many hypotheses already stay live. */
static HeedBeamFate
decide (HeedBeam        *beam,
        const Extension *extension,
        guint            n_live)
{
  if (extension->token == beam->target.end)
    return extension->place < beam->options.width ? HEED_BEAM_FINISHED : HEED_BEAM_PRUNED;

  return n_live < beam->options.width ? HEED_BEAM_KEPT : HEED_BEAM_PRUNED;
}

static Node *
grow (HeedBeam               *beam,
      Node                   *parent,
      const Extension        *extension,
      const HeedDecoded      *decoded,
      const HeedDistribution *distribution)
{
  Node *node = g_new0 (Node, 1);

  node->parent = parent;
  node->token = heed_model_get_target_token (beam->target.model, extension->token);
  node->fate = extension->fate;
  node->log_prob = extension->sum - parent->sum;
  node->sum = extension->sum;
  node->length = parent->length + 1;
  node->rank = extension->place;
  node->step =
    heed_step_new (&beam->target,
                   &(HeedChoice) {
                     .position = heed_session_get_n_steps (beam->session) + parent->length,
                     .token = extension->token,
                     .n_candidates = heed_session_get_n_candidates (beam->session),
                   },
                   decoded, distribution);
  if (parent->coverage != NULL)
    {
      node->coverage = g_memdup2 (parent->coverage, beam->n_source * sizeof (float));
      add_coverage (beam, node->step, node->coverage);
    }
  if (extension->fate != HEED_BEAM_PRUNED)
    {
      node->state = heed_decoder_state_ref (decoded->next);
      parent->n_heirs++;
    }
  g_ptr_array_add (beam->nodes, node);

  return node;
}

static void
select_extensions (HeedBeam               *beam,
                   GPtrArray              *parents,
                   GArray                 *extensions,
                   const HeedDecoded      *decoded,
                   const HeedDistribution *distributions)
{
  guint n_places = MIN (2 * beam->options.width, extensions->len);

  for (guint place = 0; place < n_places; place++)
    {
      Extension *extension = &g_array_index (extensions, Extension, place);
      Node *node;

      extension->place = place;
      extension->fate = decide (beam, extension, beam->live->len);
      if (extension->fate == HEED_BEAM_PRUNED && !beam->options.keep_pruned)
        continue;

      node = grow (beam, g_ptr_array_index (parents, extension->row), extension,
                   &decoded[extension->row], &distributions[extension->row]);
      if (extension->fate == HEED_BEAM_KEPT)
        g_ptr_array_add (beam->live, node);
      else if (extension->fate == HEED_BEAM_FINISHED)
        g_ptr_array_add (beam->finished, node);
    }
}

/* Prunes a node that has no children on the beam, and then each ancestor that has lost its last
 * such child. */
static void
prune_dead_end (HeedBeam *beam,
                Node     *node)
{
  while (node->parent != NULL && node->n_heirs == 0)
    {
      Node *parent = node->parent;

      node->fate = HEED_BEAM_PRUNED;
      g_clear_pointer (&node->state, heed_decoder_state_unref);
      if (!beam->options.keep_pruned)
        g_ptr_array_remove (beam->nodes, node);

      parent->n_heirs--;
      node = parent;
    }
}

/* Decodes all live hypotheses in one pass. The user's overrides at this position apply to each of
 * them. */
static void
decode_live (HeedBeam    *beam,
             HeedDecoded *decoded)
{
  guint n_rows = beam->live->len;
  guint position = heed_session_get_n_steps (beam->session) + get_depth (beam);
  g_autofree HeedDecoderState **states = g_new (HeedDecoderState *, n_rows);
  g_autofree guint32 *read = g_new (guint32, n_rows);

  for (guint row = 0; row < n_rows; row++)
    {
      const Node *node = g_ptr_array_index (beam->live, row);

      states[row] = node->state;
      read[row] = node->token.id;
    }

  heed_decoder_step (beam->tape, heed_session_get_encoding (beam->session),
                     &(HeedDecoderInput) {
                       states, read, n_rows, heed_session_get_overrides (beam->session, position),
                     },
                     decoded);

  if (beam->options.coverage_penalty == 0.0)
    for (guint i = 0; i < n_rows; i++)
      heed_session_thin_out (beam->session, &decoded[i]);
}

/**
 * heed_beam_advance:
 *
 * Extends every live hypothesis by one token.
 *
 * Errors: %HEED_ERROR_NOT_FINITE, %HEED_ERROR_DAMAGED if the model's file was written
 *   to; the beam is then unchanged
 * Cost:   one pass of the decoder over as many rows as there are live hypotheses
 *
 * Returns: %TRUE if the hypotheses were extended; %FALSE on error
 */
gboolean
heed_beam_advance (HeedBeam  *beam,
                   GError   **error)
{
  g_autoptr(GArray) extensions = g_array_new (FALSE, FALSE, sizeof (Extension));
  g_autoptr(GPtrArray) parents = NULL;
  g_autofree HeedDistribution *distributions = NULL;
  g_autofree HeedDecoded *decoded = NULL;
  gboolean is_sound;

  g_return_val_if_fail (beam != NULL, FALSE);
  g_return_val_if_fail (!heed_beam_is_finished (beam), FALSE);

  decoded = g_new (HeedDecoded, beam->live->len);
  distributions = g_new (HeedDistribution, beam->live->len);
  decode_live (beam, decoded);
  is_sound = heed_model_check_file (beam->target.model, error);

  for (guint row = 0; row < beam->live->len && is_sound; row++)
    is_sound = extend (beam, row, &decoded[row], &distributions[row], extensions, error);

  parents = g_ptr_array_copy (beam->live, NULL, NULL);
  if (is_sound)
    {
      g_array_sort (extensions, compare_extensions);
      g_ptr_array_set_size (beam->live, 0);
      select_extensions (beam, parents, extensions, decoded, distributions);
      for (guint row = 0; row < parents->len; row++)
        prune_dead_end (beam, g_ptr_array_index (parents, row));
    }

  for (guint row = 0; row < parents->len; row++)
    heed_decoder_state_unref (decoded[row].next);

  return is_sound;
}

/* --- The best --- */

static const Node *
find_best_of (HeedBeam   *beam,
              GPtrArray  *nodes,
              const Node *best)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (nodes, i);

      if (best == NULL || score (beam, node) > score (beam, best))
        best = node;
    }

  return best;
}

/* Searches the finished hypotheses, and also the live ones as long as fewer than K are finished. */
static const Node *
find_best (HeedBeam *beam)
{
  const Node *best = find_best_of (beam, beam->finished, NULL);

  return beam->finished->len < beam->options.width ? find_best_of (beam, beam->live, best) : best;
}

/**
 * heed_beam_dup_best:
 *
 * Returns: (transfer full): a session that has taken the steps of the best hypothesis
 *   so far
 */
HeedSession *
heed_beam_dup_best (HeedBeam *beam)
{
  g_autoptr(GPtrArray) path = g_ptr_array_new ();
  HeedSession *session;

  g_return_val_if_fail (beam != NULL, NULL);

  session = heed_session_fork (beam->session);
  for (const Node *node = find_best (beam); node != NULL && node->step != NULL; node = node->parent)
    g_ptr_array_insert (path, 0, (gpointer) node);

  for (guint i = 0; i < path->len; i++)
    {
      const Node *node = g_ptr_array_index (path, i);

      heed_session_append (session, node->step, node->state);
    }

  return session;
}

/* --- The tree, as a value --- */

static guint
find_node (HeedBeam   *beam,
           const Node *node)
{
  guint i;
  gboolean is_found = g_ptr_array_find (beam->nodes, node, &i);

  g_assert (is_found);

  return i;
}

static void
copy_node (HeedBeam     *beam,
           HeedBeamNode *copies,
           guint         i)
{
  const Node *node = g_ptr_array_index (beam->nodes, i);
  HeedBeamNode *copy = &copies[i];

  *copy = (HeedBeamNode) {
    .token = node->token,
    .fate = node->fate,
    .rank = node->rank,
    .log_prob = node->log_prob,
    .score = score (beam, node),
    .step = node->step != NULL ? heed_step_ref (node->step) : NULL,
  };

  if (node->parent != NULL)
    {
      HeedBeamNode *parent = &copies[find_node (beam, node->parent)];
      const HeedBeamNode **link = &parent->first_child;

      while (*link != NULL)
        link = &((HeedBeamNode *) *link)->next_sibling;
      *link = copy;
      copy->parent = parent;
    }
}

/**
 * heed_beam_dup_tree:
 *
 * Cost: copies every node; shares the steps
 *
 * Returns: (transfer full): a copy of the tree as it is now
 */
HeedBeamTree *
heed_beam_dup_tree (HeedBeam *beam)
{
  HeedBeamTree *tree;
  HeedBeamNode *copies;

  g_return_val_if_fail (beam != NULL, NULL);

  tree = g_atomic_rc_box_alloc0 (sizeof *tree + beam->nodes->len * sizeof *copies);
  copies = (HeedBeamNode *) (tree + 1);
  tree->root = copies;
  tree->n_nodes = beam->nodes->len;

  for (guint i = 0; i < beam->nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (beam->nodes, i);

      copy_node (beam, copies, i);
      tree->depth = MAX (tree->depth, node->length);
    }

  return tree;
}

HeedBeamTree *
heed_beam_tree_ref (HeedBeamTree *tree)
{
  g_return_val_if_fail (tree != NULL, NULL);

  return g_atomic_rc_box_acquire (tree);
}

static void
clear_tree (gpointer data)
{
  HeedBeamTree *tree = data;

  for (guint i = 0; i < tree->n_nodes; i++)
    if (tree->root[i].step != NULL)
      heed_step_unref ((HeedStep *) tree->root[i].step);
}

void
heed_beam_tree_unref (HeedBeamTree *tree)
{
  if (tree != NULL)
    g_atomic_rc_box_release_full (tree, clear_tree);
}
