package dev.belay.drivers.data.tags

import spock.lang.Specification

/** Names of tags in texts: as people type them, and as Esup-Pod's own script joins them. */
class TagTextSpec extends Specification {

    def "#text is typed for #names"() {
        expect:
        TagText.typed(text) == names as Set

        where:
        text                          || names
        ''                            || []
        'python'                      || ['python']
        'machine learning'            || ['machine', 'learning']
        '"machine learning"'          || ['machine learning']
        'machine learning, python'    || ['machine learning', 'python']
        '"c, c++" python'             || ['c, c++', 'python']
        '"c, c++" machine learning, x' || ['c, c++', 'machine learning', 'x']
        'a "b" c'                     || ['a', 'b', 'c']
        ' a ,, b '                    || ['a', 'b']
        'a "b c'                      || ['a', 'b', 'c']
        'a "b, c'                     || ['a', 'b', 'c']
        'a a'                         || ['a']
        '""'                          || []
    }

    def "#joined is parted where #typed was typed: #names"() {
        expect:
        TagText.parted(joined, TagText.typed(typed)) == Optional.ofNullable(names)

        where:
        joined               | typed                 || names
        'python,c, c++'      | '"c, c++" python'     || ['python', 'c, c++']
        'c, c++,python'      | '"c, c++" python'     || ['c, c++', 'python']
        'c, c++, python'     | '"c, c++" python'     || ['c, c++', 'python']
        'a,b'                | '"a,b"'               || ['a,b']
        'a,b'                | 'a b'                 || ['a', 'b']
        'a,a,b'              | '"a,b", a'            || ['a', 'a,b']
        'Python,SQL'         | 'sql python'          || ['Python', 'SQL']
        'a,b'                | 'a'                   || null
        'a'                  | 'a b'                 || null
        'a,b'                | ''                    || null
        'ab,c'               | 'a b c'               || null
    }

    def "#joined is parted at commas but for those of #whole: #names"() {
        expect:
        TagText.parted(joined, whole) == names

        where:
        joined             | whole              || names
        'a,b'              | []                 || ['a', 'b']
        'a, b'             | []                 || ['a', 'b']
        'a,,b,'            | []                 || ['a', 'b']
        'c, c++,python'    | ['c, c++']         || ['c, c++', 'python']
        'python,c, c++'    | ['c, c++']         || ['python', 'c, c++']
        'c, c++x'          | ['c, c++']         || ['c', 'c++x']
        'a,b,c'            | ['a,b', 'a,b,c']   || ['a,b,c']
    }

    def "whatever is typed, a joined text of it is parted into the same names"() {
        given:
        def random = new Random(11)
        def letters = ['a', 'b', ',', ', ', ' ', 'é', '😀', '+']

        expect:
        500.times {
            Set<String> names = (0..random.nextInt(4)).collect { (0..random.nextInt(4)).collect { letters[random.nextInt(letters.size())] }.join().strip() }
                    .findAll { it && it.any { c -> c != ',' && c != ' ' } } as LinkedHashSet
            def typed = names.collect { "\"$it\"" }.join(' ')
            assert TagText.typed(typed) == names
            def order = names.toList()
            Collections.shuffle(order, random)
            assert order.empty || TagText.parted(order.join(','), TagText.typed(typed)).get().toSet() == names
        }
    }
}
