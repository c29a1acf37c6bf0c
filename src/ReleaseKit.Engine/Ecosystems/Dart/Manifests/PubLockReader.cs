using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Manifests;

/// <summary>What a <c>pubspec.lock</c> holds fast of third parties: every package that comes from no folder, with all that is said of it.</summary>
internal static class PubLockReader
{
    public static IEnumerable<LockedEntry> Read(SourceText file)
    {
        if (YamlDocumentSyntax.Parse(file).Root is not YamlMappingSyntax root)
        {
            yield break;
        }

        foreach (var section in root.Entries)
        {
            if (section.Key != "packages" || section.Value is not YamlMappingSyntax packages)
            {
                yield return LockedEntry.Of(file, section.Key, section.Value.Span);
                continue;
            }

            foreach (var package in packages.Entries.Where(p => p.Value.FindScalar("source")?.Value != "path"))
            {
                yield return LockedEntry.Of(file, $"packages/{package.Key}", package.Value.Span);
            }
        }
    }
}
