namespace ReleaseKit.Testing;

/// <summary>Keeps Maven away from the settings and downloads of the person who runs the tests.</summary>
public static class MavenHome
{
    /// <summary>Where Debian keeps the plugins of its packages; Maven Central where it does not.</summary>
    private const string Packaged = "/usr/share/maven-repo";

    /// <summary>Gives Maven another home, with settings of its own.</summary>
    /// <param name="variables">The environment of Maven.</param>
    /// <param name="home">An existing folder, without blanks in its path.</param>
    public static void Isolate(IDictionary<string, string> variables, string home)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var settings = Directory.CreateDirectory(Path.Combine(home, ".m2")).FullName;
        var mirror = Directory.Exists(Packaged) ? $"<mirror><id>packaged</id><mirrorOf>central</mirrorOf><url>file://{Packaged}</url></mirror>" : "";
        File.WriteAllText(Path.Combine(settings, "settings.xml"), $"<settings><mirrors>{mirror}</mirrors></settings>\n");
        variables["MAVEN_OPTS"] = $"-Duser.home={home} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
        foreach (var name in new[] { "MAVEN_PASSWORD", "MAVEN_USERNAME", "MAVEN_ARGS" })
        {
            variables.Remove(name);
        }
    }
}
