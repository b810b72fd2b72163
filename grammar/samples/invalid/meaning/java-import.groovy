upgrade 'app', to: '2.0'
import java.util.List
