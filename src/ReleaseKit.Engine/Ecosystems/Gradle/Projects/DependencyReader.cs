using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>Reads the statements of <c>dependencies { }</c>.</summary>
internal sealed class DependencyReader(GradleBuild build)
{
    /// <summary>One statement, or a function around a dependency, whose value is given back.</summary>
    public object? Read(BuildBlock block, ScriptCall call, ScriptScope scope, Func<object?, object?> resolve)
    {
        switch (call.Name)
        {
            case "platform" or "enforcedPlatform":
                return new WrappedNeed(resolve(call.Arguments.FirstOrDefault()), true, false);
            case "testFixtures":
                return new WrappedNeed(resolve(call.Arguments.FirstOrDefault()), false, true);
            case "create" or "variantOf" or "dependencies" or "copy" or "projectDependency":
                return call.Arguments.FirstOrDefault();
            case "modules" or "components" or "exclude" or "because" or "kotlin" or "fileTree" or "gradleApi" or "localGroovy" or "gradleTestKit" or "artifactTypes" or "attributesSchema" or "registerTransform" or "println" or "npm":
                return null;
            case "add" when call.Text is { } configuration:
                foreach (var argument in call.Arguments.Skip(1))
                {
                    Add(block, configuration, argument, call, scope, resolve);
                }

                return null;
        }

        foreach (var argument in call.Arguments)
        {
            Add(block, call.Name, argument, call, scope, resolve);
        }

        if (call.Named.GetValueOrDefault("group") is ScriptText group && call.Named.GetValueOrDefault("name") is ScriptText name)
        {
            var version = call.Named.GetValueOrDefault("version") as ScriptText;
            block.Facts.Needs.Add(new DeclaredNeed(
                Prefixed(block, call.Name), null, $"{group.Value}:{name.Value}", version?.Source is null ? "" : version.Value, version?.Location ?? scope.File.Source.Locate(call.Span))
            {
                IsConstraint = block.IsConstraint,
                IsComputed = call.Named.ContainsKey("version") && version?.Source is null,
            });
        }

        return null;
    }

    private void Add(BuildBlock block, string configuration, object? argument, ScriptCall call, ScriptScope scope, Func<object?, object?> resolve, bool isPlatform = false)
    {
        var name = Prefixed(block, configuration);
        var place = scope.File.Source.Locate(call.Span);
        switch (resolve(argument))
        {
            case WrappedNeed wrapped:
                Add(block with { Prefix = wrapped.IsDevelopment ? "testFixtures" : block.Prefix }, configuration, wrapped.Value, call, scope, resolve, wrapped.IsPlatform);
                break;
            case ProjectFacts facts:
                block.Facts.Needs.Add(new DeclaredNeed(name, facts.Project, "", "", place) { IsPlatform = isPlatform, IsConstraint = block.IsConstraint });
                break;
            case GradleProject project:
                block.Facts.Needs.Add(new DeclaredNeed(name, project, "", "", place) { IsPlatform = isPlatform, IsConstraint = block.IsConstraint });
                break;
            case CatalogLibrary library:
                block.Facts.Needs.Add(OfLibrary(block, name, library, place) with { IsPlatform = isPlatform });
                break;
            case ScriptText text:
                AddText(block, name, text, place, isPlatform);
                break;
            case IReadOnlyList<object?> list:
                foreach (var item in list)
                {
                    Add(block, configuration, item, call, scope, resolve, isPlatform);
                }

                break;
        }
    }

    private void AddText(BuildBlock block, string configuration, ScriptText text, Core.Diagnostics.SourceLocation place, bool isPlatform)
    {
        var parts = text.Value.Split('@')[0].Split(':');
        if (parts.Length < 2 || parts[0].Length == 0)
        {
            if (text.Value.StartsWith(':') && build.Find(text.Value) is { } project)
            {
                block.Facts.Needs.Add(new DeclaredNeed(configuration, project, "", "", place));
            }

            return;
        }

        var range = parts.Length > 2 && text.Source is not null ? parts[2] : "";
        var at = range.Length == 0 || text.Source is null ? place
            : text.Source.Locate(new TextSpan(text.Span.Start + parts[0].Length + parts[1].Length + 2, range.Length));
        block.Facts.Needs.Add(new DeclaredNeed(configuration, null, $"{parts[0]}:{parts[1]}", range, at) { IsPlatform = isPlatform, IsConstraint = block.IsConstraint, IsComputed = parts.Length > 2 && text.Source is null });
    }

    private static DeclaredNeed OfLibrary(BuildBlock block, string configuration, CatalogLibrary library, Core.Diagnostics.SourceLocation place) =>
        new(configuration, null, library.Coordinates, library.Version, library.Location ?? place) { IsConstraint = block.IsConstraint };

    private static string Prefixed(BuildBlock block, string configuration) =>
        block.Prefix.Length == 0 ? configuration : block.Prefix + char.ToUpperInvariant(configuration[0]) + configuration[1..];
}
