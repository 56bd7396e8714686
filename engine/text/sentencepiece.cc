/* sentencepiece.cc — C interface to the SentencePiece library
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only C++ of the engine. Every exception and status of the library is converted to
 * a GError, and nothing that it logs reaches standard error.
 */

#include "engine/text/sentencepiece.h"

#include <exception>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <sentencepiece_processor.h>
#include <sentencepiece_trainer.h>

#include "engine/heed.h"
#include "engine/text/sentencepiece-check.h"

struct _HeedSentencePiece
{
  sentencepiece::SentencePieceProcessor processor;
};

namespace {

const gsize max_training_bytes = 512 * 1024 * 1024;

const char silent[] = "3";  /* log levels are 0 to 3; fatal messages end the process in any case */

/* The library logs to standard error while it loads a model, unless a level was set; its
 * installed headers only allow a trainer to set it. This trainer sets the level and then fails,
 * since it has no sentences. */
void
silence_library ()
{
  static std::once_flag once;

  std::call_once (once, [] {
    sentencepiece::SentencePieceTrainer::Train (
      std::unordered_map<std::string, std::string> { { "minloglevel", silent } }).IgnoreError ();
  });
}

/* Runs @call, which returns a status. Anything but success is reported as @code. */
template <typename Call>
bool
guard (HeedError   code,
       GError    **error,
       Call        call)
{
  try
    {
      const sentencepiece::util::Status status = call ();

      if (status.ok ())
        return true;

      g_set_error (error, HEED_ERROR, code, "SentencePiece: %s", status.error_message ());
    }
  catch (const std::exception &exception)
    {
      g_set_error (error, HEED_ERROR, code, "SentencePiece: %s", exception.what ());
    }
  catch (...)
    {
      g_set_error_literal (error, HEED_ERROR, code, "SentencePiece: unknown failure");
    }

  return false;
}

/* Passes only usable lines to the trainer. The trainer ends the process if nothing but spaces or
 * invisible characters is left of all lines, or if their total length exceeds what it can count. */
class Lines : public sentencepiece::SentenceIterator
{
public:
  Lines (const char *const *lines, guint n_lines)
    : lines_ (lines), n_lines_ (n_lines)
  {
    take ();
  }

  bool done () const override { return i_ >= n_lines_; }
  const std::string &value () const override { return line_; }
  sentencepiece::util::Status status () const override { return {}; }

  void Next () override
  {
    i_++;
    take ();
  }

private:
  static bool is_visible (const char *line)
  {
    for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
      if (g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ispunct (g_utf8_get_char (p)))
        return true;

    return false;
  }

  void take ()
  {
    while (i_ < n_lines_ && !is_visible (lines_[i_]))
      i_++;

    if (i_ == n_lines_)
      return;

    line_ = lines_[i_];
    n_bytes_ += line_.size ();

    if (n_bytes_ > max_training_bytes)
      i_ = n_lines_;
  }

  const char *const *lines_;
  guint n_lines_;
  guint i_ = 0;
  gsize n_bytes_ = 0;
  std::string line_;
};

guint32
special_id (int id)
{
  return id < 0 ? HEED_NO_TOKEN : static_cast<guint32> (id);
}

} // namespace

/**
 * heed_sentencepiece_new:
 * @model: a serialized model of any type that the library supports
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not a valid model; %HEED_ERROR_TOO_LARGE if it
 * is larger than any real model.
 *
 * Returns: (transfer full): the model, ready to split texts
 */
HeedSentencePiece *
heed_sentencepiece_new (GBytes  *model,
                        GError **error)
{
  g_autoptr(HeedSentencePiece) self = nullptr;
  gsize n_bytes;
  const char *bytes;

  if (!heed_sentencepiece_check (model, error))
    return nullptr;

  silence_library ();
  bytes = static_cast<const char *> (g_bytes_get_data (model, &n_bytes));

  if (!guard (HEED_ERROR_DAMAGED, error, [&] {
        self = new HeedSentencePiece;
        return self->processor.LoadFromSerializedProto ({ bytes, n_bytes });
      }))
    return nullptr;

  return static_cast<HeedSentencePiece *> (g_steal_pointer (&self));
}

void
heed_sentencepiece_free (HeedSentencePiece *model)
{
  delete model;
}

/**
 * heed_sentencepiece_train:
 * @lines: (array length=n_lines): text to train on
 *
 * Trains a unigram model with one thread on the first 512 MiB. The first four ids are unknown,
 * padding, begin, end. The same lines and options give the same bytes.
 *
 * Errors: %HEED_ERROR_VOCABULARY if no such model can be trained on the lines.
 *
 * Returns: (transfer full): a serialized model
 */
GBytes *
heed_sentencepiece_train (const HeedSentencePieceOptions  *options,
                          const char *const               *lines,
                          guint                            n_lines,
                          GError                         **error)
{
  char coverage[G_ASCII_DTOSTR_BUF_SIZE];
  std::string model;

  silence_library ();
  g_ascii_dtostr (coverage, sizeof coverage, options->character_coverage);

  if (!guard (HEED_ERROR_VOCABULARY, error, [&] {
        Lines iterator (lines, n_lines);

        sentencepiece::SetRandomGeneratorSeed (
          static_cast<unsigned int> (options->seed & G_MAXINT));

        return sentencepiece::SentencePieceTrainer::Train (
          { { "model_type", "unigram" },
            { "vocab_size", std::to_string (options->vocabulary_size) },
            { "hard_vocab_limit", "false" },
            { "character_coverage", coverage },
            { "unk_id", "0" },
            { "pad_id", "1" },
            { "bos_id", "2" },
            { "eos_id", "3" },
            { "num_threads", "1" },
            { "minloglevel", silent } },
          &iterator, &model);
      }))
    return nullptr;

  return g_bytes_new (model.data (), model.size ());
}

guint
heed_sentencepiece_get_size (HeedSentencePiece *model)
{
  return static_cast<guint> (model->processor.GetPieceSize ());
}

/**
 * heed_sentencepiece_get_piece:
 * @id: 0 <= id < size
 *
 * Returns: (transfer none): the text of the piece, valid as long as @model
 */
const char *
heed_sentencepiece_get_piece (HeedSentencePiece *model,
                              guint32            id)
{
  return model->processor.IdToPiece (static_cast<int> (id)).c_str ();
}

/**
 * heed_sentencepiece_is_control:
 * @id: 0 <= id < size
 *
 * Returns: whether the piece is a control symbol, which stands for no text
 */
gboolean
heed_sentencepiece_is_control (HeedSentencePiece *model,
                               guint32            id)
{
  return model->processor.IsControl (static_cast<int> (id));
}

/**
 * heed_sentencepiece_restrict:
 * @words: (array length=n_words): the pieces to allow
 *
 * Errors: %HEED_ERROR_DAMAGED if the library refuses.
 *
 * Returns: whether the model was restricted
 */
gboolean
heed_sentencepiece_restrict (HeedSentencePiece  *model,
                             const char *const  *words,
                             guint               n_words,
                             GError            **error)
{
  return guard (HEED_ERROR_DAMAGED, error, [&] {
    std::vector<std::string> copies (words, words + n_words);
    std::vector<absl::string_view> views (copies.begin (), copies.end ());

    return model->processor.SetVocabulary (views);
  });
}

HeedSpecialTokens
heed_sentencepiece_get_special (HeedSentencePiece *model)
{
  const sentencepiece::SentencePieceProcessor &processor = model->processor;

  return {
    special_id (processor.bos_id ()),
    special_id (processor.eos_id ()),
    special_id (processor.pad_id ()),
    special_id (processor.unk_id ()),
  };
}

/**
 * heed_sentencepiece_encode:
 * @n_ids: (out): number of ids
 *
 * Errors: %HEED_ERROR_DAMAGED if the model cannot split this text.
 *
 * Returns: (transfer full) (array length=n_ids): the ids of its pieces
 */
guint32 *
heed_sentencepiece_encode (HeedSentencePiece  *model,
                           const char         *text,
                           guint              *n_ids,
                           GError            **error)
{
  std::vector<int> ids;
  guint32 *copy;

  if (!guard (HEED_ERROR_DAMAGED, error, [&] { return model->processor.Encode (text, &ids); }))
    return nullptr;

  copy = g_new (guint32, ids.size () + 1);
  for (gsize i = 0; i < ids.size (); i++)
    copy[i] = static_cast<guint32> (ids[i]);
  *n_ids = static_cast<guint> (ids.size ());

  return copy;
}

/**
 * heed_sentencepiece_decode:
 * @ids: (array length=n_ids): ids less than the size of the model
 *
 * Returns: (transfer full): the text they stand for
 */
char *
heed_sentencepiece_decode (HeedSentencePiece *model,
                           const guint32     *ids,
                           guint              n_ids)
{
  std::string text;

  guard (HEED_ERROR_DAMAGED, nullptr, [&] {
    return model->processor.Decode (std::vector<int> (ids, ids + n_ids), &text);
  });

  return g_utf8_make_valid (text.data (), static_cast<gssize> (text.size ()));
}

/**
 * heed_sentencepiece_split:
 *
 * Errors: as heed_sentencepiece_encode().
 *
 * Returns: (transfer full): the pieces; unknown ones are as in the text
 */
char **
heed_sentencepiece_split (HeedSentencePiece  *model,
                          const char         *text,
                          GError            **error)
{
  std::vector<std::string> pieces;
  char **copy;

  if (!guard (HEED_ERROR_DAMAGED, error, [&] { return model->processor.Encode (text, &pieces); }))
    return nullptr;

  copy = g_new0 (char *, pieces.size () + 1);
  for (gsize i = 0; i < pieces.size (); i++)
    copy[i] = g_utf8_make_valid (pieces[i].data (), static_cast<gssize> (pieces[i].size ()));

  return copy;
}

/**
 * heed_sentencepiece_join:
 * @pieces: (array zero-terminated=1): pieces, possibly unknown to @model
 *
 * Returns: (transfer full): the text they stand for
 */
char *
heed_sentencepiece_join (HeedSentencePiece *model,
                         const char *const *pieces)
{
  std::string text;

  guard (HEED_ERROR_DAMAGED, nullptr, [&] {
    std::vector<std::string> copies;

    for (const char *const *piece = pieces; *piece != nullptr; piece++)
      copies.emplace_back (*piece);

    return model->processor.Decode (copies, &text);
  });

  return g_utf8_make_valid (text.data (), static_cast<gssize> (text.size ()));
}
