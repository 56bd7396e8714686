#!/usr/bin/env python3
"""Checks the shipped lessons: languages, resources, and the texts of the window that they quote."""

import json
import pathlib
import re

import tap

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
LESSONS = sorted((TOP / 'resources' / 'lessons').glob('*.json'))
LANGUAGES = ('en', 'fr', 'zh')
MOST_SECONDS_A_STEP = 60


def load(path):
    return json.loads(path.read_text(encoding='utf-8'))


def list_texts(lesson):
    """Yields every text of a lesson with its place."""
    yield 'title', lesson['title']
    for number, step in enumerate(lesson['steps'], 1):
        for field in ('say', 'hint', 'because'):
            if field in step:
                yield f'step {number}, {field}', step[field]
        for answer in step.get('answers', []):
            yield f'step {number}, answers', answer


def read_messages():
    """Returns the texts of the window as they are spelled in the sources; a catalogue's obsolete texts are comments."""
    texts = [re.sub(r'^#.*$', '', path.read_text(encoding='utf-8'), flags=re.MULTILINE) for path in (TOP / 'po').glob('*.po')]
    sources = [path.read_text(encoding='utf-8')
               for folder in ('app', 'ui') for path in (TOP / folder).rglob('*') if path.suffix in ('.c', '.ui')]
    return '\n'.join(texts + sources)


def test_there_are_some():
    assert LESSONS


def test_every_text_is_in_every_language():
    for path in LESSONS:
        for where, texts in list_texts(load(path)):
            for language in LANGUAGES:
                assert isinstance(texts, dict) and texts.get(language, '').strip(), \
                    f'{path.name}, {where}: expected {language}, found none'


def test_chinese_is_chinese():
    for path in LESSONS:
        for where, texts in list_texts(load(path)):
            assert re.search('[\u4e00-\u9fff]', re.sub(r'\{[^}]*\}', '', texts['zh'])) or \
                not re.search('[A-Za-z]{4}', texts['zh']), f'{path.name}, {where}: expected Chinese'


def test_what_is_quoted_is_a_text_of_the_window():
    messages = read_messages()
    for path in LESSONS:
        for where, texts in list_texts(load(path)):
            for text in texts.values():
                for quoted in re.findall(r'\{([^}]*)\}', text):
                    assert f'"{quoted}"' in messages or f'>{quoted}<' in messages, \
                        f'{path.name}, {where}: expected a text of the window, found {{{quoted}}}'


def test_same_texts_are_quoted_in_every_language():
    for path in LESSONS:
        for where, texts in list_texts(load(path)):
            quoted = {language: sorted(re.findall(r'\{([^}]*)\}', texts[language])) for language in LANGUAGES}
            assert quoted['en'] == quoted['fr'] == quoted['zh'], f'{path.name}, {where}: {quoted}'


def test_each_is_short_and_ends_with_questions():
    for path in LESSONS:
        lesson = load(path)
        tasks = [step for step in lesson['steps'] if 'until' in step or 'answers' in step]
        assert 5 <= len(lesson['steps']) <= 12, path.name
        assert lesson['minutes'] * 60 <= len(lesson['steps']) * MOST_SECONDS_A_STEP, path.name
        assert sum('until' in step for step in tasks[-3:]) >= 2, \
            f'{path.name}: expected two of the last three tasks to be done in the program'


def test_each_is_a_resource():
    resources = (TOP / 'resources' / 'heed.gresource.xml').read_text(encoding='utf-8')
    for path in LESSONS:
        assert f'<file>lessons/{path.name}</file>' in resources, path.name


if __name__ == '__main__':
    tap.run(globals(), '/house/lessons')
