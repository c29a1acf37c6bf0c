using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>What <c>releasekit.toml</c> has to say for pipelines to work: they publish what was merged, and nobody else publishes.</summary>
public static class PipelineConfiguration
{
    /// <summary>The key.</summary>
    public const string Key = "publish_from";

    private const string Value = "\"ci\" # The pipelines publish what was merged; -t:Release on a laptop refuses.";

    /// <summary>Adds the key, with comments, order and line ends as they are.</summary>
    /// <param name="text">The file's text.</param>
    /// <returns>The new text; null when the file has the key, whatever it says.</returns>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static SourceText? Complete(SourceText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var root = TomlDocument.Parse(text).Root;
        return root[Key] is null ? text.With([TomlEditing.InsertKey(root, Key, Value, text)]) : null;
    }
}
