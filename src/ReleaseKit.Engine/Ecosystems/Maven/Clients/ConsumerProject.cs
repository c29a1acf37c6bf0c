using System.Collections.Immutable;
using System.IO.Compression;
using System.Security;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>A project that depends on a released version and loads its classes.</summary>
internal static class ConsumerProject
{
    /// <summary>The class that loads others.</summary>
    public const string Loader = "releasekit.Load";

    private const int MostClasses = 20;

    /// <summary>Writes the project.</summary>
    /// <param name="folder">Absolute path of its folder; the local repository lies beside it.</param>
    /// <param name="coordinate">What it depends on.</param>
    /// <param name="type">The type of the dependency.</param>
    /// <param name="repository">Where that comes from; null for Maven Central.</param>
    public static void Write(string folder, MavenCoordinate coordinate, string type, Uri? repository)
    {
        var source = repository is null ? "" : $"<repositories><repository><id>{ConsumerSettings.RepositoryId}</id><url>{SecurityElement.Escape(repository.AbsoluteUri)}</url></repository></repositories>";
        File.WriteAllText(Path.Combine(folder, "pom.xml"), $"""
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>releasekit</groupId>
              <artifactId>consumer</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.source>8</maven.compiler.source>
                <maven.compiler.target>8</maven.compiler.target>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              {source}
              <dependencies>
                <dependency><groupId>{coordinate.Group}</groupId><artifactId>{coordinate.Artifact}</artifactId><version>{coordinate.Version}</version><type>{SecurityElement.Escape(type)}</type></dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-jar-plugin</artifactId>
                    <configuration><archive><manifest><addClasspath>true</addClasspath><classpathPrefix>../../repository/</classpathPrefix><classpathLayoutType>repository</classpathLayoutType></manifest></archive></configuration>
                  </plugin>
                </plugins>
              </build>
            </project>

            """);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "src", "main", "java", "releasekit")).FullName, "Load.java"), """
            package releasekit;

            /** Loads classes without running any of their code; ends with 1 when none of them can be. */
            public final class Load {
                public static void main(String[] names) {
                    Throwable first = null;
                    for (String name : names) {
                        try {
                            Class.forName(name, false, Load.class.getClassLoader());
                            System.out.println(name);
                            return;
                        } catch (ClassNotFoundException | LinkageError e) {
                            first = first == null ? e : first;
                        }
                    }
                    System.err.println(first);
                    System.exit(1);
                }
            }

            """);
    }

    /// <summary>Names of classes in an archive, the outermost ones; none where it holds none.</summary>
    public static ImmutableArray<string> ClassesIn(string archive)
    {
        using var content = ZipFile.OpenRead(archive);
        return
        [
            .. content.Entries.Select(e => e.FullName)
                .Where(name => name.EndsWith(".class", StringComparison.Ordinal) && !name.StartsWith("META-INF/", StringComparison.Ordinal) && !name.Contains('$', StringComparison.Ordinal) && !name.EndsWith("-info.class", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Take(MostClasses).Select(name => name[..^".class".Length].Replace('/', '.')),
        ];
    }
}
