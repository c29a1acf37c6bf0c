using System.Collections.Immutable;
using System.IO.Compression;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Clients;

/// <summary>A build that depends on a released version, in the words that every Gradle since 4 reads, and loads its classes.</summary>
internal static class ConsumerBuild
{
    /// <summary>The task that writes <see cref="ClassPath"/>.</summary>
    public const string Task = "writeClassPath";

    /// <summary>The file with the class path, an entry a line.</summary>
    public const string ClassPath = "classpath.txt";

    /// <summary>The class that loads others.</summary>
    public const string Loader = "releasekit.Load";

    private const int MostClasses = 20;
    private const string UserVariable = "RELEASEKIT_MAVEN_USER";
    private const string PasswordVariable = "RELEASEKIT_MAVEN_PASSWORD";

    /// <summary>Writes the build.</summary>
    /// <param name="folder">Absolute path of its folder.</param>
    /// <param name="coordinate">What it depends on.</param>
    /// <param name="index">Where that comes from.</param>
    /// <param name="isPlatform">Whether there is a pom and nothing else.</param>
    /// <param name="hasCredential">Whether it is read with a credential.</param>
    public static void Write(string folder, MavenCoordinate coordinate, Uri index, bool isPlatform, bool hasCredential)
    {
        var credential = hasCredential ? $"\n        credentials {{ username = System.getenv('{UserVariable}'); password = System.getenv('{PasswordVariable}') }}" : "";
        var insecure = index.IsLoopback ? "\n        if (it.hasProperty('allowInsecureProtocol')) { it.allowInsecureProtocol = true }" : "";
        var own = MavenRepositories.IsCentral(index) ? "" : $$"""

                maven {
                    url = uri('{{index.AbsoluteUri.Replace("'", "%27", StringComparison.Ordinal)}}'){{insecure}}{{credential}}
                }
            """;
        File.WriteAllText(Path.Combine(folder, "settings.gradle"), "rootProject.name = 'consumer'\n");
        File.WriteAllText(Path.Combine(folder, "build.gradle"), $$"""
            apply plugin: 'java'
            repositories {{{own}}
                mavenCentral()
            }
            dependencies {
                implementation '{{coordinate.Group}}:{{coordinate.Artifact}}:{{coordinate.Version}}{{(isPlatform ? "@pom" : "")}}'
            }
            task {{Task}} {
                doLast {
                    file('{{ClassPath}}').text = sourceSets.main.runtimeClasspath.files.join('\n')
                }
            }

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

    /// <summary>The variables that it names; none where the registry is read without a credential.</summary>
    public static ImmutableDictionary<string, Secret> Secrets(PackageContext package, string? pair)
    {
        if (pair is null)
        {
            return ImmutableDictionary<string, Secret>.Empty;
        }

        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        var source = package.Endpoint.Token!.Source;
        return ImmutableDictionary<string, Secret>.Empty.Add(UserVariable, new Secret(pair[..colon], source)).Add(PasswordVariable, new Secret(pair[(colon + 1)..], source));
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
