using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Configuration;

/// <summary>The types that configuration values have.</summary>
internal static class ConfigurationTypes
{
    public static ConfigurationType<bool> Boolean { get; } = new BooleanType();

    /// <summary>A form of tags, as <see cref="Tags.TagFormat"/> reads it.</summary>
    public static ConfigurationType<string> TagFormat { get; } = new TextType<string>("string with {version} in it", Same, ConfigurationText.TagFormatProblem);

    public static ConfigurationType<string> Commit { get; } = new TextType<string>("commit hash", Same, ConfigurationText.CommitProblem);

    public static ConfigurationType<string> Label { get; } = new TextType<string>("string", Same, ConfigurationText.LabelProblem);

    public static ConfigurationType<Versioning> Versioning { get; } = new TextType<Versioning>(
        "semver, or calver: and a format",
        text => ReleaseKit.Core.Versions.Versioning.TryParse(text, out var versioning) ? versioning : ReleaseKit.Core.Versions.Versioning.Semantic,
        ReleaseKit.Core.Versions.Versioning.Problem);

    public static ConfigurationType<SnapshotTemplate> Snapshot { get; } = new TextType<SnapshotTemplate>(
        "template of a version", text => SnapshotTemplate.TryParse(text, out var template) ? template : SnapshotTemplate.Default, SnapshotTemplate.Problem);

    public static ConfigurationType<string> Url { get; } = new TextType<string>("URL", Same, ConfigurationText.UrlProblem);

    /// <summary>An address, or the name of one.</summary>
    public static ConfigurationType<string> Registry { get; } = new TextType<string>("URL or name of a registry", Same, ConfigurationText.RegistryProblem);

    /// <summary>The name of an environment variable.</summary>
    public static ConfigurationType<string> Variable { get; } = new TextType<string>("name of an environment variable", Same, ConfigurationText.VariableProblem);

    public static ConfigurationType<RelativePath> Directory { get; } =
        new TextType<RelativePath>("directory below the workspace root", RelativePath.Parse, ConfigurationText.DirectoryProblem);

    public static ConfigurationType<RelativePath> File { get; } =
        new TextType<RelativePath>("file below the workspace root", RelativePath.Parse, ConfigurationText.FileProblem);

    /// <summary>Package ids, package names, or globs of directories.</summary>
    public static ConfigurationType<ImmutableArray<string>> Patterns { get; } = new ListType("array of strings", ConfigurationText.PatternProblem);

    /// <summary>An executable and its arguments.</summary>
    public static ConfigurationType<ImmutableArray<string>> Command { get; } =
        new ListType("array of the words of a command", word => word.Length == 0 || word.Contains('\0', StringComparison.Ordinal) ? "expected a word of a command, found an empty one" : null);

    /// <summary>A name of branches.</summary>
    public static ConfigurationType<string> BranchTemplate { get; } = new TextType<string>("name of a branch with {branch} in it", Same, ConfigurationText.BranchProblem);

    /// <summary>What labels begin with.</summary>
    public static ConfigurationType<string> LabelPrefix { get; } = new TextType<string>("beginning of a label", Same, ConfigurationText.LabelPrefixProblem);

    /// <summary>A tag of a whole release.</summary>
    public static ConfigurationType<UmbrellaTag> Umbrella { get; } = new TextType<UmbrellaTag>(
        "tag with {date}, {plan} or {version:<package id>} in it", text => UmbrellaTag.TryParse(text, out var tag) ? tag! : null!, UmbrellaTag.Problem);

    /// <summary>Owners and names of repositories.</summary>
    public static ConfigurationType<ImmutableArray<string>> Repositories { get; } = new ListType("array of owner/name", ConfigurationText.RepositoryProblem);

    /// <summary>A number of things, at least one.</summary>
    public static ConfigurationType<double> AtLeastOne { get; } = new NumberType("number of at least 1", number => number >= 1);

    /// <summary>A rate.</summary>
    public static ConfigurationType<double> Positive { get; } = new NumberType("number above 0", number => number > 0);

    /// <summary>One of a few words.</summary>
    public static ConfigurationType<T> Choice<T>(params (string Word, T Value)[] choices)
        where T : struct, Enum
    {
        var name = string.Join(" or ", choices.Select(choice => $"\"{choice.Word}\""));
        return new TextType<T>(
            name,
            word => choices.First(choice => choice.Word == word).Value,
            word => choices.Any(choice => choice.Word == word) ? null : $"expected {name}, found \"{word}\"");
    }

    /// <summary>Some of a few words.</summary>
    public static ConfigurationType<ImmutableArray<T>> Choices<T>(params (string Word, T Value)[] choices)
        where T : struct, Enum => new ChoicesType<T>(Choice(choices), string.Join(", ", choices.Select(choice => $"\"{choice.Word}\"")));

    /// <summary>Texts that mean something.</summary>
    public static ConfigurationType<T> Text<T>(string name, Func<string, T> convert, Func<string, string?> problem) => new TextType<T>(name, convert, problem);

    private static string Same(string text) => text;

    private sealed class ChoicesType<T>(ConfigurationType<T> item, string words) : ConfigurationType<ImmutableArray<T>>($"array of {words}")
        where T : struct, Enum
    {
        public override bool TryRead(ConfigurationInput input, out ImmutableArray<T> value)
        {
            value = [];
            if (input.Items is not { } items)
            {
                input.ReportType($"an {Name}");
                return false;
            }

            var isValid = true;
            foreach (var choice in items)
            {
                isValid &= item.TryRead(choice, out var read);
                value = value.Add(read);
            }

            return isValid;
        }
    }

    private sealed class BooleanType() : ConfigurationType<bool>("boolean")
    {
        public override bool TryRead(ConfigurationInput input, out bool value)
        {
            value = input.Boolean ?? false;
            if (input.Boolean is null)
            {
                input.ReportType("a boolean (true or false)");
            }

            return input.Boolean is not null;
        }
    }

    private sealed class NumberType(string name, Func<double, bool> isValid) : ConfigurationType<double>(name)
    {
        public override bool TryRead(ConfigurationInput input, out double value)
        {
            value = input.Number ?? double.NaN;
            if (!isValid(value))
            {
                input.ReportType($"a {Name}");
                return false;
            }

            return true;
        }
    }

    /// <param name="name">The type in words.</param>
    /// <param name="convert">Makes the value of a text without problem.</param>
    /// <param name="problem">What is wrong with a text; null when nothing is.</param>
    private sealed class TextType<T>(string name, Func<string, T> convert, Func<string, string?> problem) : ConfigurationType<T>(name)
    {
        public override bool TryRead(ConfigurationInput input, [NotNullWhen(true)] out T? value)
        {
            value = default;
            if (input.Text is not { } text)
            {
                input.ReportType(Name.Contains('"', StringComparison.Ordinal) ? Name : $"a string: {Name}");
                return false;
            }

            if (problem(text) is { } wrong)
            {
                input.Report(wrong);
                return false;
            }

            value = convert(text)!;
            return true;
        }
    }

    private sealed class ListType(string name, Func<string, string?> problem) : ConfigurationType<ImmutableArray<string>>(name)
    {
        public override bool TryRead(ConfigurationInput input, out ImmutableArray<string> value)
        {
            value = [];
            if (input.Items is not { } items)
            {
                input.ReportType($"an {Name}");
                return false;
            }

            var texts = ImmutableArray.CreateBuilder<string>(items.Count);
            foreach (var item in items)
            {
                if (item.Text is not { } text)
                {
                    item.ReportType("a string in the array");
                }
                else if (problem(text) is { } wrong)
                {
                    item.Report(wrong);
                }
                else
                {
                    texts.Add(text);
                }
            }

            value = texts.DrainToImmutable();
            return value.Length == items.Count;
        }
    }
}
