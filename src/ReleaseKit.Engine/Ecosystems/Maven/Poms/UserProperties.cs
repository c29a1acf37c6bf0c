using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Maven.Poms;

/// <summary>The properties that <c>.mvn/maven.config</c> gives every run of Maven: <c>-Drevision=1.2.0</c>.</summary>
internal static class UserProperties
{
    private const string Folder = ".mvn";

    /// <summary>Those of the nearest folder with <c>.mvn</c>, from a reactor's root upwards.</summary>
    public static ImmutableDictionary<string, string> Of(IFileSystem files, RelativePath root)
    {
        for (var folder = root; ; folder = folder.Parent)
        {
            if (files.DirectoryExists(folder.Combine(Folder)))
            {
                var path = folder.Combine($"{Folder}/maven.config");
                return files.FileExists(path) ? Parse(Encoding.UTF8.GetString(files.Read(path))) : ImmutableDictionary<string, string>.Empty;
            }

            if (folder.IsRoot)
            {
                return ImmutableDictionary<string, string>.Empty;
            }
        }
    }

    private static ImmutableDictionary<string, string> Parse(string text)
    {
        var result = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.StartsWith("-D", StringComparison.Ordinal)))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            result[equals < 0 ? word[2..] : word[2..equals]] = equals < 0 ? "true" : word[(equals + 1)..];
        }

        return result.ToImmutable();
    }
}
