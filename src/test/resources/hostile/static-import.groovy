upgrade 'app', to: '2.0'
import static java.lang.Runtime.getRuntime
