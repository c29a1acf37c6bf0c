namespace ReleaseKit.Engine.Tests.Http;

/// <summary>A body that gives some bytes and then breaks off, as a truncated answer does.</summary>
internal sealed class BrokenStream : Stream
{
    private bool _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_given)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded);
        }

        _given = true;
        buffer[offset] = (byte)'{';
        return 1;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
