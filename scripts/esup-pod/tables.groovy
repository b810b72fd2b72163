// the tables of v3 whose rows go to v4, in the order in which they are written
def podTables = [
    'django_site', 'django_content_type', 'auth_user', 'authentication_owner',
    'video_type', 'video_discipline', 'video_channel', 'video_theme', 'video_video',
    'video_video_channel', 'video_video_theme', 'video_video_discipline', 'video_video_sites', 'video_video_additional_owners',
    'video_viewcount', 'video_videoaccesstoken', 'video_videotodelete', 'video_videotodelete_video',
    'video_encode_transcript_encodingvideo', 'recorder_recorder', 'meeting', 'quiz_multiplechoicequestion',
    'cut_cutvideo', 'playlist_playlistcontent',
]
