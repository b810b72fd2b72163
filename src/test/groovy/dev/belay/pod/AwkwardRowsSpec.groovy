package dev.belay.pod

import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Every row that others have stumbled over arrives as it was, or is named before anything is touched; none is lost. From MariaDB to
 * PostgreSQL, whose types hold less: whole numbers without the unsigned half, days of the calendar, times of a day.
 */
class AwkwardRowsSpec extends Specification {

    @Shared
    @TempDir
    Path folder

    @Shared
    PodWorld world

    /** What Pod's own script writes of 3.8, without what it has doubled. */
    @Shared
    Map<String, List<Map<String, Object>>> tables

    def setupSpec() {
        world = new PodWorld(folder, 'mariadb', 'postgresql').ready()
        int exit = world.belay.run('run', *world.upgrade('--yes', '--until', 'import/verify-rows/v4'))
        assert exit == 0: world.belay.out + world.belay.err
        assert world.belay.run('abandon', '--reason', 'only the rows were wanted', '--state', folder.resolve('state').toString()) == 0: world.belay.err
        tables = PodWorld.connect(world.v3).withCloseable { PodFile.tables(it) }
        tables.video_viewcount = tables.video_viewcount.take(5)
        tables.video_videotodelete[2].date_deletion = '2031-01-01'
    }

    def cleanupSpec() {
        world?.close()
    }

    def "#what arrives"() {
        expect:
        world.ask(world.v4, query) == answer

        where:
        what                             | query                                                                                        || answer
        'an emoji, quotes, a backslash'  | 'select description from video_video where id = 1'                                           || ['😀 "q" \'a\' back\\slash 100% \\N\r\n\ttab']
        'a text with % at its end'       | 'select title from video_video where id = 3'                                                 || ['3%']
        'an empty text'                  | "select description = '' from video_video where id = 3"                                      || [true]
        'a microsecond'                  | "select to_char(date_added at time zone 'UTC', 'HH24:MI:SS.US') from video_video where id = 3" || ['02:30:00.000001']
        'an hour that the clock passes over' | "select (date_added at time zone 'UTC')::text from video_video where id = 3"             || ['2024-03-31 02:30:00.000001']
        'a time to the microsecond'      | "select start::text from cut_cutvideo where id = 1"                                          || ['23:59:59.999999']
        'a tag of two words, alone'      | tagsOf(1)                                                                                || ['machine learning']
        'a tag with a comma'             | tagsOf(2)                                                                                || ['c, c++', 'python']
        'a tag of a missing video'       | "select 1 from video_tagulous_video_tags where name = 'of a missing video'"                  || []
        'tags whose slugs are alike'     | "select slug from recorder_tagulous_recorder_tags where name like 'c%' order by name"        || ['c', 'c_2']
        'a meeting that ends before it begins' | 'select recurring_until::text from meeting where id = 3'                               || ['2024-05-02']
        'a doubled date of deletion'     | 'select videotodelete_id from video_videotodelete_video where id in (3, 4)'                  || [1L]
        'a missing order'                | 'select "order" from video_video where id = 2'                                               || [1]
        'a theme that leads to itself'   | 'select "parentId_id" from video_theme order by id'                                          || [3L, null, 1L]
        'a path with a former owner'     | 'select source_file from video_encode_transcript_encodingvideo where id = 2'                 || ["videos/${'2' * 64}/2/360p.mp4".toString()]
        'a truth'                        | 'select is_draft from video_video order by id'                                               || [true, false, false]
        'a uuid'                         | 'select token::text from video_videoaccesstoken where video_id = 1'                          || ['fedcba98-7654-3210-fedc-ba9876543211']
        'JSON'                           | "select choices->0->>'choice' from quiz_multiplechoicequestion where quiz_id = 1"            || ['a "q" 😀']
        'a duration'                     | 'select expected_duration::text from meeting where id = 2'                                   || ['25:01:01.000001']
        'the next number'                | "select nextval(pg_get_serial_sequence('auth_user', 'id'))"                                  || [4L]
    }

    def "#what is refused by name, and nothing is touched"() {
        given:
        def changed = tables.collectEntries { [it.key, it.value.collect { row -> row.clone() }] }
        change(changed)
        def file = PodFile.write(changed, folder.resolve('v3.json'))

        when:
        int exit = world.belay.run('preview', *world.upgrade('--set', "podFile=$file"))

        then:
        exit == 5
        said().contains(message)

        where:
        what                          | change                                                              || message
        'a row without its parent'    | { it.video_viewcount[1].video_id = 99 }                             || 'row 2 of video_viewcount, column video_id: 99 is in no row of video_video'
        'a doubled date of deletion'  | { it.video_videotodelete[2].date_deletion = '2021-02-01' }          || "row 3 of video_videotodelete, column date_deletion: '2021-02-01' is in an earlier row, too"
        'a doubled name'              | { it.auth_user[2].username = it.auth_user[0].username }             || "row 3 of auth_user, column username: '1username' is in an earlier row, too"
        'a doubled count of a day'    | { it.video_viewcount << it.video_viewcount[0] + [id: 99_999] }      || 'column video_id, date: 1, '
        'an extra column'             | { it.video_video.each { row -> row.legacy = 'x' } }                 || "video_video: the table has no column 'legacy'"
        'an extra column of one row'  | { it.video_video[2].legacy = 'x' }                                  || "'legacy'"
        'a missing column'            | { it.video_video.each { row -> row.remove('title') } }              || "video_video: the file has no 'title', which must have a value"
        'a missing table'             | { it.remove('video_vote') }                                         || "holds no table 'video_vote'"
        'a NULL'                      | { it.video_video[1].title = null }                                  || 'row 2 of video_video, column title: it is NULL, and the column takes none'
        'a text that is too long'     | { it.video_type[0].title = 'x' * 101 }                              || 'row 1 of video_type, column title: the text has 101 characters, and the column takes 100'
        'a number that is too large'  | { it.video_video[0].order = 40_000 }                                || 'row 1 of video_video, column order: 40000 is out of range for smallint'
        'a truth that is none'        | { it.video_video[0].is_draft = 2 }                                  || 'row 1 of video_video, column is_draft: 2 is neither true nor false'
        'a day that is none'          | { it.video_video[0].date_evt = '0000-00-00' }                       || "row 1 of video_video, column date_evt: '0000-00-00' is no day of the calendar"
        'a day of no calendar'        | { it.video_video[0].date_evt = '2023-02-29' }                       || "row 1 of video_video, column date_evt: '2023-02-29' is no day of the calendar"
        'a time that is none'         | { it.cut_cutvideo[0].end = '838:59:59' }                            || "row 1 of cut_cutvideo, column end: '838:59:59' is no time of a day"
        'a NUL'                       | { it.video_video[0].description = 'a\0b' }                          || 'row 1 of video_video, column description: the text holds a NUL, which PostgreSQL does not take'
        'a uuid that is none'         | { it.video_videoaccesstoken[0].token = 'x' * 32 }                   || "row 1 of video_videoaccesstoken, column token: *** is no uuid"
        'JSON that is none'           | { it.quiz_multiplechoicequestion[0].choices = '[{' }                || 'row 1 of quiz_multiplechoicequestion, column choices: '
        'an address that is none'     | { it.recorder_recorder[0].address_ip = 'in the attic' }             || "row 1 of recorder_recorder, column address_ip: 'in the attic' is no address"
        'a duration that is none'     | { it.meeting[0].expected_duration = 'long' }                        || 'row 1 of meeting, column expected_duration: '
        'tags that are not certain'   | { it.video_video[1].tags = 'c' }                                    || "row 2 of video_tagging_tag_2_tagulous, column tag_name: '"
        'tags that were cut'          | { it.video_tagging_tag_2_tagulous[1].tag_name = 'ab,' * 341 + 'c' } || 'the database cut it at 1024 bytes'
    }

    /** What Belay said, without its line breaks. */
    private String said() {
        (world.belay.out + world.belay.err).replaceAll(/\s+/, ' ')
    }

    private static String tagsOf(int video) {
        "select t.name from video_video_tags u join video_tagulous_video_tags t on t.id = u.tagulous_video_tags_id where u.video_id = $video order by 1"
    }
}
