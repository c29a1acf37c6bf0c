namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>What tells a CI service something.</summary>
public abstract record PipelineEffect
{
    private PipelineEffect()
    {
    }

    /// <summary>A line of the log that the service takes for a command.</summary>
    /// <param name="Text">The line.</param>
    public sealed record Print(string Text) : PipelineEffect;

    /// <summary>Text at the end of a file of the service.</summary>
    /// <param name="Path">Absolute path, as the service gave it.</param>
    /// <param name="Text">The text.</param>
    public sealed record Append(string Path, string Text) : PipelineEffect;

    /// <summary>A file in the folder <c>ci/</c> of the output folder.</summary>
    /// <param name="Name">Its name there, with forward slashes.</param>
    /// <param name="Text">Its text.</param>
    public sealed record Report(string Name, string Text) : PipelineEffect;
}
