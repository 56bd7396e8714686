/* shown-evidence.c — the evidence of effect for the displayed translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps are immutable and shared, so equal step pointers mean the same translation.
 * Nothing is requested during decoding, which must not be delayed.
 */

#include "app/window/pages/views/shown-evidence.h"

#include "app/core/translation/evidence-finder.h"

/* The result for one kind. */
typedef struct
{
  HeedMatrix *matrix;
  GError     *error;
  gboolean    is_known;  /* also if the result is that there is none */
} Found;

/**
 * HeedShownEvidence:
 *
 * At most one request runs at a time.
 */
struct _HeedShownEvidence
{
  GObject             parent_instance;

  HeedEvidenceFinder *finder;
  HeedDocument       *document;   /* NULL if nothing is requested */
  GPtrArray          *steps;      /* of HeedStep: those of the translation */
  HeedAttentionSite   site;       /* the attention of HEED_EVIDENCE_NORM */
  guint64             heads;      /* the heads of a mean */
  guint               kinds;      /* bits of the requested kinds */
  Found               found[HEED_N_EVIDENCE_KINDS];
  gboolean            is_asking;
  guint               number;     /* of the translation */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedShownEvidence, heed_shown_evidence, G_TYPE_OBJECT)

static void
forget_kind (HeedShownEvidence *self,
             guint              kind)
{
  Found *found = &self->found[kind];

  g_clear_pointer (&found->matrix, heed_matrix_unref);
  g_clear_error (&found->error);
  found->is_known = FALSE;
}

static void
stop (HeedShownEvidence *self)
{
  if (self->is_asking)
    heed_evidence_finder_stop (self->finder);
  self->is_asking = FALSE;
}

static void
forget (HeedShownEvidence *self)
{
  stop (self);
  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    forget_kind (self, kind);

  g_ptr_array_set_size (self->steps, 0);
}

static void
ask (HeedShownEvidence *self,
     HeedEvidenceKind   kind)
{
  g_autoptr(HeedChanges) changes =
    heed_change_list_dup_changes (heed_document_get_changes (self->document));
  g_autofree guint32 *tokens = g_new (guint32, self->steps->len);
  const HeedEvidenceAsked asked = {
    .model = heed_document_get_model (self->document),
    .text = heed_document_get_text (self->document),
    .changes = changes,
    .tokens = tokens,
    .n_tokens = self->steps->len,
    .number = self->number,
    .wish = { kind, self->site, self->heads },
  };

  for (guint t = 0; t < self->steps->len; t++)
    tokens[t] = ((const HeedStep *) g_ptr_array_index (self->steps, t))->token.id;

  self->is_asking = TRUE;
  heed_evidence_finder_ask (self->finder, &asked);
}

static void
ask_next (HeedShownEvidence *self)
{
  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS && !self->is_asking; kind++)
    if ((self->kinds & 1u << kind) != 0 && !self->found[kind].is_known)
      ask (self, kind);
}

static void
found_cb (const HeedEvidenceWish *wish,
          HeedMatrix             *matrix,
          const GError           *error,
          gpointer                user_data)
{
  HeedShownEvidence *self = user_data;
  Found *found = &self->found[wish->kind];

  self->is_asking = FALSE;
  forget_kind (self, wish->kind);
  found->is_known = TRUE;
  found->matrix = matrix != NULL ? heed_matrix_ref (matrix) : NULL;
  found->error = error != NULL ? g_error_copy (error) : NULL;
  ask_next (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
has_same_steps (HeedShownEvidence     *self,
                const HeedTranslation *translation)
{
  if (self->steps->len != translation->steps->len)
    return FALSE;

  for (guint t = 0; t < self->steps->len; t++)
    if (g_ptr_array_index (self->steps, t) != g_ptr_array_index (translation->steps, t))
      return FALSE;

  return TRUE;
}

static void
take_translation (HeedShownEvidence     *self,
                  const HeedTranslation *translation)
{
  forget (self);
  self->number++;
  for (guint t = 0; t < translation->steps->len; t++)
    g_ptr_array_add (self->steps, heed_step_ref (heed_translation_get_step (translation, t)));
}

/* Drops the evidence by norms of another attention. */
static void
take_site (HeedShownEvidence *self,
           HeedAttentionSite  site,
           guint64            heads)
{
  if (site.kind == self->site.kind && site.layer == self->site.layer &&
      site.head == self->site.head && heads == self->heads)
    return;

  stop (self);
  forget_kind (self, HEED_EVIDENCE_NORM);
  self->site = site;
  self->heads = heads;
}

/**
 * heed_shown_evidence_update:
 * @document: the displayed document
 * @kinds: bit k requests the kind k
 *
 * #HeedShownEvidence::changed is emitted when more is known.
 */
void
heed_shown_evidence_update (HeedShownEvidence *self,
                            HeedDocument      *document,
                            guint              kinds)
{
  const HeedTranslation *translation = heed_document_get_translation (document);

  g_return_if_fail (HEED_IS_SHOWN_EVIDENCE (self));

  g_set_object (&self->document, document);
  self->kinds = kinds;
  if (kinds == 0 || heed_document_get_state (document) != HEED_DOCUMENT_FINISHED ||
      heed_document_get_shows_before (document) || translation->steps->len == 0)
    {
      forget (self);
      return;
    }

  if (!has_same_steps (self, translation))
    take_translation (self, translation);

  take_site (self, translation->site, translation->heads);
  ask_next (self);
}

HeedMatrix *
heed_shown_evidence_get (HeedShownEvidence *self,
                         HeedEvidenceKind   kind)
{
  g_return_val_if_fail (HEED_IS_SHOWN_EVIDENCE (self), NULL);

  return self->found[kind].matrix;
}

gboolean
heed_shown_evidence_is_coming (HeedShownEvidence *self,
                               HeedEvidenceKind   kind)
{
  g_return_val_if_fail (HEED_IS_SHOWN_EVIDENCE (self), FALSE);

  return (self->kinds & 1u << kind) != 0 && self->steps->len > 0 && !self->found[kind].is_known;
}

const GError *
heed_shown_evidence_get_error (HeedShownEvidence *self,
                               HeedEvidenceKind   kind)
{
  g_return_val_if_fail (HEED_IS_SHOWN_EVIDENCE (self), NULL);

  return self->found[kind].error;
}

static void
heed_shown_evidence_finalize (GObject *object)
{
  HeedShownEvidence *self = HEED_SHOWN_EVIDENCE (object);

  g_clear_pointer (&self->finder, heed_evidence_finder_free);
  self->is_asking = FALSE;
  forget (self);
  g_ptr_array_unref (self->steps);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (heed_shown_evidence_parent_class)->finalize (object);
}

static void
heed_shown_evidence_class_init (HeedShownEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_shown_evidence_finalize;

  /**
   * HeedShownEvidence::changed:
   *
   * More is known.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_SHOWN_EVIDENCE, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_shown_evidence_init (HeedShownEvidence *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_step_unref);
  self->site.head = HEED_HEAD_MEAN;
}

/**
 * heed_shown_evidence_new:
 * @worker: provides the thread
 *
 * Returns: (transfer full): an object without evidence
 */
HeedShownEvidence *
heed_shown_evidence_new (HeedEngineWorker *worker)
{
  HeedShownEvidence *self = g_object_new (HEED_TYPE_SHOWN_EVIDENCE, NULL);

  self->finder = heed_evidence_finder_new (worker, found_cb, self);

  return self;
}
