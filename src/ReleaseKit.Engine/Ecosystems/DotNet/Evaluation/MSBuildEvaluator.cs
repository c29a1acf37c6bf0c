using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>The truth about one project, from <c>dotnet msbuild</c>: for what the fast evaluation does not understand.</summary>
internal sealed class MSBuildEvaluator
{
    private const string Asked = "AssemblyName,PackageId,Version,PackageVersion,IsPackable,IsTestProject,OutputType,PackAsTool,PackageType,NuspecFile,TargetFramework,TargetFrameworks,MinVerTagPrefix,MinVerMinimumMajorMinor,MinVerSkip";
    private readonly IProcessRunner _processes;
    private readonly IFileSystem _files;
    private readonly Func<RelativePath, XmlDocumentSyntax> _read;

    /// <summary>An evaluator over a workspace.</summary>
    /// <param name="processes">Starts the client.</param>
    /// <param name="files">The workspace's files.</param>
    /// <param name="read">Parses one of them.</param>
    public MSBuildEvaluator(IProcessRunner processes, IFileSystem files, Func<RelativePath, XmlDocumentSyntax> read)
    {
        _processes = processes;
        _files = files;
        _read = read;
    }

    /// <summary>Evaluates a project; places of values come from <paramref name="guess"/> where it guessed right.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-EVALUATION</c>: there is no <c>dotnet</c>, or it fails on the project.</exception>
    public async Task<EvaluatedProject> EvaluateAsync(EvaluatedProject guess, CancellationToken cancellationToken)
    {
        var outer = Read(guess, await RunAsync(guess, null, cancellationToken));
        var frameworks = outer["TargetFrameworks"].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (outer["TargetFramework"].Value.Length > 0 || frameworks.Length == 0)
        {
            return outer;
        }

        var inner = new List<EvaluatedProject>();
        foreach (var framework in frameworks.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            inner.Add(Read(guess, await RunAsync(guess, framework, cancellationToken)));
        }

        return outer with
        {
            ProjectReferences = [.. inner.SelectMany(each => each.ProjectReferences)],
            PackageReferences = [.. inner.SelectMany(each => each.PackageReferences)],
        };
    }

    private async Task<JsonElement> RunAsync(EvaluatedProject project, string? framework, CancellationToken cancellationToken)
    {
        ImmutableArray<string> arguments =
        [
            "msbuild", _files.Absolute(project.Path), "-nologo", $"-getProperty:{Asked}", "-getItem:ProjectReference,PackageReference",
            .. ProjectEvaluator.PackProperties.Select(pair => $"-p:{pair.Key}={pair.Value}"),
            .. framework is null ? ImmutableArray<string>.Empty : [$"-p:TargetFramework={framework}"],
        ];
        try
        {
            var result = await _processes.RunAsync(DotNetCommand.Create(_files.Absolute(project.Path.Parent), null, arguments), cancellationToken);
            return result.Succeeded ? Parse(result.Output) : throw Failed(project, DotNetCommand.Failure(result), null);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Descriptor == ToolCodes.Missing || e.Diagnostics[0].Descriptor == ToolCodes.Timeout)
        {
            throw Failed(project, e.Diagnostics[0].Message, e);
        }
        catch (JsonException e)
        {
            throw Failed(project, $"its answer is not JSON: {e.Message}", e);
        }
    }

    private EvaluatedProject Read(EvaluatedProject guess, JsonElement answer)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, EvaluatedProperty>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in answer.GetProperty("Properties").EnumerateObject())
        {
            properties[property.Name] = Place(guess, property.Name, property.Value.GetString() ?? "");
        }

        var project = guess with
        {
            Properties = properties.ToImmutable(),
            ProjectReferences = Items(answer, "ProjectReference", guess.ProjectReferences),
            PackageReferences = Items(answer, "PackageReference", guess.PackageReferences),
            Doubt = null,
        };
        return ApplyRestore(project, guess);
    }

    /// <summary>Without a restore MSBuild does not see the build files of test packages, which make a project one that is not packed.</summary>
    private static EvaluatedProject ApplyRestore(EvaluatedProject project, EvaluatedProject guess)
    {
        var isSaid = guess["IsPackable"].Location is not null;
        return isSaid || WellKnownPackages.MarksOf(project.PackageReferences) == default
            ? project
            : project with { Properties = project.Properties.SetItem("IsPackable", new EvaluatedProperty("IsPackable", "false")) };
    }

    private EvaluatedProperty Place(EvaluatedProject guess, string name, string value) =>
        guess[name].Value == value ? guess[name] with { Doubt = null }
        : name == "PackageVersion" ? FindVersion(guess, value)
        : new EvaluatedProperty(name, value, Location: guess[name].Location);

    /// <summary>The one place among the project's files where the version is written as such.</summary>
    private EvaluatedProperty FindVersion(EvaluatedProject guess, string version)
    {
        var slots = guess.Files.SelectMany(file => VersionSlot.FindNamed(_read(file), version).Select(slot => (File: file, Slot: slot))).ToArray();
        if (slots is not [var (path, found)])
        {
            return new EvaluatedProperty("PackageVersion", version, Location: guess["PackageVersion"].Location);
        }

        var document = new ProjectDocument(path, _read(path));
        PropertyOrigin OriginOf(XmlElementSyntax element) => new(element.Name, path, document.Locate(element));
        var origin = OriginOf(found.Element);
        return new EvaluatedProperty("PackageVersion", version, origin, found.Suffix is null ? null : OriginOf(found.Suffix), origin.Location);
    }

    private ImmutableArray<EvaluatedItem> Items(JsonElement answer, string type, ImmutableArray<EvaluatedItem> guesses) =>
        !answer.GetProperty("Items").TryGetProperty(type, out var items) ? [] : [.. items.EnumerateArray().Select(item => Item(item, type, guesses))];

    private EvaluatedItem Item(JsonElement item, string type, ImmutableArray<EvaluatedItem> guesses)
    {
        var values = item.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "", StringComparer.OrdinalIgnoreCase);
        var identity = values["Identity"];
        var file = Relative(values.GetValueOrDefault("DefiningProjectFullPath"));
        var guess = guesses.FirstOrDefault(each => each.Include.Equals(identity, StringComparison.OrdinalIgnoreCase) && each.File == file);
        var metadata = values.Select(pair => KeyValuePair.Create(
            pair.Key,
            guess?.Metadata.GetValueOrDefault(pair.Key) is { } known && known.Value == pair.Value ? known : new EvaluatedMetadata(pair.Value, pair.Value, file ?? default, null)));
        return new EvaluatedItem(type, identity, file ?? default, guess?.Location)
        {
            Metadata = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, metadata),
            Target = type == "ProjectReference" ? Relative(values.GetValueOrDefault("FullPath")) : null,
        };
    }

    private RelativePath? Relative(string? absolute)
    {
        if (string.IsNullOrEmpty(absolute))
        {
            return null;
        }

        var relative = Path.GetRelativePath(_files.Root, absolute);
        return RelativePath.TryParse(relative, out var path) ? path : null;
    }

    private static JsonElement Parse(string output)
    {
        // Messages of the client itself may come before the answer.
        var start = output.IndexOf('{', StringComparison.Ordinal);
        using var document = JsonDocument.Parse(start < 0 ? output : output[start..]);
        return document.RootElement.Clone();
    }

    private static ReleaseException Failed(EvaluatedProject project, string why, Exception? inner)
    {
        var diagnostic = ManifestCodes.Evaluation.At(
            new SourceLocation(project.Path.Value),
            $"{project.Path} depends on {project.Doubt}, which only MSBuild can tell, and 'dotnet msbuild {project.Path.FileName}' does not: {why}");
        return inner is null ? new ReleaseException(diagnostic) : new ReleaseException(diagnostic, inner);
    }
}
